/**
 * A paper: one photograph, scan or PDF of a material. It is announced (`awaited`), comes in, is looked into, and is then
 * `checked` or `refused`; only a checked one can be attached to a request. A paper belongs to one resident.
 */
import * as z from 'zod';
import type { Item } from './catalogue.ts';
import type { FieldProblem } from './refusal.ts';
import type { CivilDate, Instant } from './time.ts';

/** Who speaks for the resident: they themselves, an agent under a mandate, or staff to whom they say it. */
export type Speaker = 'self' | 'agent' | 'staff';

/** Nothing in these runs when it is opened; what a browser would run (HTML, SVG) is not among them. */
export const paperTypes = {
  'image/jpeg': { extension: 'jpg' },
  'image/png': { extension: 'png' },
  'image/webp': { extension: 'webp' },
  'application/pdf': { extension: 'pdf' },
} as const;
export type PaperType = keyof typeof paperTypes;
export const isPaperType = (type: string): type is PaperType => Object.hasOwn(paperTypes, type);

export const paperIdPattern = /^pap_[0-9A-HJKMNP-TV-Z]{26}$/;
export const paperId = z
  .string()
  .regex(paperIdPattern)
  .meta({ id: 'PaperId', example: 'pap_01KAR5Z4VJ9M6YQ3X7T8N2B1CD' });
export const isPaperId = (text: string): boolean => paperIdPattern.test(text);
/** SHA-256 of a file: 64 hexadecimal digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What is on no list of the item and is handed in all the same. */
export const otherMaterial = 'other';

const MB = 1024 * 1024;
/** What any paper may be at most; the catalogue's own limit of a material can only be narrower. */
export const largest = { bytes: 10 * MB, files: 10 } as const;
/** Papers of all materials together that one request, supplement or answer may bring. */
export const mostAtOnce = 30;
/** Papers of one resident that wait for being attached. */
export const mostOpen = 60;

export type PaperLimits = { types: readonly PaperType[]; bytes: number; files: number };

const typeOf = { jpg: 'image/jpeg', png: 'image/png', pdf: 'application/pdf' } as const satisfies Record<
  string,
  PaperType
>;

/** Limits of a material: those of the form's field for it, if there is one. Undefined: the item asks for no such thing. */
export const limitsOf = (item: Item, material: string): PaperLimits | undefined => {
  const field = item.form.fields.find((each) => each.type === 'file' && each.material === material);
  if (field?.type === 'file')
    return {
      types: field.accept.map((extension) => typeOf[extension]),
      bytes: Math.min(field.maxMb * MB, largest.bytes),
      files: field.multiple === true ? largest.files : 1,
    };
  const known = material === otherMaterial || item.materials.some(({ ref }) => ref === material);
  return known
    ? { types: Object.keys(paperTypes).filter(isPaperType), bytes: largest.bytes, files: largest.files }
    : undefined;
};

export type PaperFile = { contentType: PaperType; bytes: number; sha256: string };
/** As its sender announced it. */
export type Announced = { contentType: PaperType; bytes: number; sha256?: string | undefined };

export const paperFaults = {
  type: {
    zh: '文件内容与所说的格式不符，请重新拍照、扫描，或另存为 JPEG、PNG、WebP、PDF',
    en: 'what is in the file is not what it says; photograph or scan it again as JPEG, PNG, WebP or PDF',
  },
  size: { zh: '文件大小与所说的不符，请重新上传', en: 'the size is not what was announced, upload it again' },
  digest: { zh: '文件在途中有变，请重新上传', en: 'the file changed on its way, upload it again' },
} as const;
export type PaperFault = keyof typeof paperFaults;

export type Paper = {
  id: string;
  residentId: string;
  itemId: string;
  material: string;
  state: 'awaited' | 'checked' | 'refused' | 'dropped';
  announced: Announced;
  /** The account that uploads it: the resident's, an agent's, a clerk's. */
  uploadedBy: string;
  mandateId?: string;
  at: Instant;
  /** As it was found to be, of a checked one. */
  file?: PaperFile;
  checkedAt?: Instant;
  fault?: PaperFault;
  /** Requests that it was attached to, the oldest first. */
  attachedTo: string[];
  /** Attached to a request without a name: nothing may lead from it to others. */
  anonymous?: true;
  /** Handed in with a restricted request: it is not in the resident's file. */
  confidential?: true;
  /** Announced once more after a request had it: `at` is then that moment, and the next request gets it anew. */
  again?: true;
  /** Who last found it good: an office that accepted or granted a request with it, or a clerk who saw the original. */
  verified?: { by: 'request' | 'original'; officeId: string; at: Instant };
  /** Last day that a clerk read on the original. */
  validTo?: CivilDate;
  /** Since when its owner has it no longer in their file; requests that have it keep it. */
  removedAt?: Instant;
};

/** What a ticket and its events keep of a paper. `reused`: from the resident's file, who consented, and its standing then. */
export type AttachedPaper = {
  id: string;
  material: string;
  sha256: string;
  reused?: { consent: Speaker; verified: boolean };
};

const problem = (path: string, code: string, zh: string, en: string, seen?: string): FieldProblem => ({
  path,
  code,
  zh,
  en,
  ...(seen === undefined ? {} : { seen }),
});

const megabytes = (bytes: number): string => `${Math.floor((bytes * 10) / MB) / 10} MB`;

/** Why such a paper is not taken; nothing if it is. */
export const objectionsToUpload = (
  item: Item,
  { material, contentType, bytes }: { material: string; contentType: string; bytes: number },
): FieldProblem[] => {
  const limits = limitsOf(item, material);
  if (!limits) {
    const known = [...item.materials.map(({ ref }) => ref), otherMaterial].join(', ');
    return [
      problem(
        'material',
        'unknown',
        `此事项没有这种材料，可选：${known}`,
        `no material of this item, choose from: ${known}`,
      ),
    ];
  }
  const problems: FieldProblem[] = [];
  const types = limits.types.join(', ');
  if (!limits.types.some((type) => type === contentType))
    problems.push(problem('contentType', 'type', `只收：${types}`, `only: ${types}`));
  if (bytes > limits.bytes) {
    const most = megabytes(limits.bytes);
    problems.push(problem('bytes', 'too-large', `最大 ${most}`, `at most ${most}`, String(bytes)));
  }
  return problems;
};

/** Is what came what was announced? */
export const judge = (
  announced: Announced,
  found: { contentType: string | undefined; bytes: number; sha256: string },
): { file: PaperFile } | { fault: PaperFault } => {
  if (found.bytes !== announced.bytes) return { fault: 'size' };
  if (announced.sha256 !== undefined && announced.sha256 !== found.sha256) return { fault: 'digest' };
  if (found.contentType !== announced.contentType) return { fault: 'type' };
  return { file: { contentType: announced.contentType, bytes: found.bytes, sha256: found.sha256 } };
};
