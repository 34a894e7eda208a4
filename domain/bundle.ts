/** 一件事: items of several departments that one event of life needs, filed once. */
import * as z from 'zod';

const text = z.string().min(1);
const named = { zh: text, en: text };
const id = z.string().regex(/^[a-z][A-Za-z0-9]*(-[a-z0-9]+)*$/);

const node = z.strictObject({
  id,
  item: id,
  dependsOn: z.array(id),
  condition: text.nullable(),
  optional: z.boolean(),
  autoStart: z.boolean(),
  /** Fields whose answers go on to the nodes that follow. */
  carries: z.array(id),
});

export const bundle = z.strictObject({
  id,
  ...named,
  lead: id,
  trigger: z.strictObject(named),
  groups: z.array(id),
  nodes: z.array(node).min(1),
  edges: z.array(z.tuple([id, id])),
  departments: z.array(id),
  criticalPathWorkdays: z.number().min(0),
  sumWorkdays: z.number().min(0),
  mergedMaterials: z.array(z.strictObject({ ref: id, usedBy: z.array(id).min(1) })),
  submittedOnce: z.strictObject({ materialMentions: z.int().min(0), distinctMaterials: z.int().min(0) }),
  failurePolicy: z.strictObject(named),
  note: text,
  evidence: z.enum(['law', 'guide', 'seed', 'memory', 'example']),
});
export type Bundle = Readonly<z.infer<typeof bundle>>;
