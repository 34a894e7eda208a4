/** In a list of a whole region: where a ticket belongs, and whose it is, by the names that people use. */
import * as z from 'zod';

export const placed = {
  place: z.string().meta({ description: 'Where, as people say it, below the region that was asked for.' }),
  unit: z
    .object({ zh: z.string(), en: z.string() })
    .nullable()
    .meta({ description: 'The station or office that has it, or for which it was counted.' }),
};
