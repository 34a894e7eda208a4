/** A person of the demonstration: somebody to sign in as. Invented, every one of them. */
import * as z from 'zod';
import { officeId } from '../domain/office.ts';
import { regionCode } from '../domain/region.ts';

const common = { id: z.string().regex(/^[a-z]+(-[a-z0-9]+)*$/), zh: z.string().min(1), en: z.string().min(1) };

const file = z.strictObject({
  name: z.string().min(1),
  idCard: z.string(),
  phone: z.string(),
  communityCode: regionCode,
  /** Road, number and door, within the community. */
  address: z.string().min(1),
});

/** Staff: may they know of restricted cases? And their own file, where they live in the city themselves. */
const member = { ...common, cleared: z.boolean().optional(), resident: file.optional() };

export const demoPerson = z.discriminatedUnion('role', [
  z.strictObject({ ...common, role: z.literal('resident'), tags: z.array(z.string()), resident: file }),
  z.strictObject({ ...member, role: z.enum(['clerk', 'officer']), officeId }),
  z.strictObject({ ...member, role: z.enum(['supervisor', 'arbiter', 'auditor', 'administrator']), regionCode }),
]);
export type DemoPerson = Readonly<z.infer<typeof demoPerson>>;

export const demoPeople = z.strictObject({ people: z.array(demoPerson) });
