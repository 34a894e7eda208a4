/** The people of the demonstration, as far as somebody who wants to sign in needs them. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

const file = new URL('../data/demo-people.json', import.meta.url);
const shape = z.object({
  people: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      officeId: z.string().optional(),
      regionCode: z.string().optional(),
      zh: z.string(),
      en: z.string(),
    }),
  ),
});
export type DemoPerson = z.output<typeof shape>['people'][number];

/** Everybody in `data/demo-people.json`; nobody when there is no such file. */
export const demoPeople = (): readonly DemoPerson[] =>
  existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))).people : [];
