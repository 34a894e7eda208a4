/**
 * Why the mutants live that live: each was read. The rows of `domain/sla/`, `domain/care/` and `domain/ticket/` are in
 * the file of that name, those of `domain/` itself in one for what they are about.
 */
import { care } from './survivors/care.ts';
import { catalogue } from './survivors/catalogue.ts';
import { forms } from './survivors/forms.ts';
import { numbers } from './survivors/numbers.ts';
import { offices } from './survivors/offices.ts';
import { people } from './survivors/people.ts';
import { sla } from './survivors/sla.ts';
import { ticket } from './survivors/ticket.ts';

/** All rows, each with its file. */
export const explained = [sla, ticket, care, forms, catalogue, offices, people, numbers].flatMap((rows) =>
  Object.entries(rows).flatMap(([file, own]) => own.map((row) => ({ file, ...row }))),
);
