/** What a filing takes from the resident's file and puts into it: answers, papers used again, and the account of both. */
import type * as z from 'zod';
import type { submitBody } from '../contract/routes/ticket.ts';
import type { Caller } from '../domain/access.ts';
import { onPaper } from '../domain/answer.ts';
import type { Attaching, Named } from '../domain/attaching.ts';
import type { Item } from '../domain/catalogue.ts';
import type { Answers } from '../domain/form.ts';
import { answersToKeep, type Keeping } from '../domain/known.ts';
import type { AttachedPaper, Speaker } from '../domain/paper.ts';
import { refuse } from '../domain/refusal.ts';
import type { Collected } from '../domain/ticket/event.ts';
import { dateOf, type Instant } from '../domain/time.ts';
import { changeWrites } from '../store/file-changes.ts';
import * as people from '../store/people.ts';
import * as reference from '../store/reference.ts';
import { inForm } from './named-papers.ts';

type Body = z.output<typeof submitBody>;

/** Every paper that the filing names, each in its place: in a field of the form, beside it, or only to be used again. */
export const namedIn = ({ papers, reuse }: Body, item: Item, answers: Answers): Named[] => {
  const inFields = inForm(item, answers);
  const placed = new Set([...inFields.map(({ id }) => id), ...papers]);
  return [
    ...papers.map((id, i) => ({ path: `papers.${i}`, id })),
    ...reuse.flatMap((id, i) => (placed.has(id) ? [] : [{ path: `reuse.${i}`, id }])),
    ...inFields,
  ];
};

/** Whose papers they must be, and which of them may be used again. */
export const attachingFor = async (
  { reuse, anonymous, channel }: Body,
  residentId: string,
  speaker: Speaker,
  caller: Caller,
  now: Instant,
): Promise<Attaching> => ({
  residentId,
  anonymous,
  ...(reuse.length > 0 && !anonymous
    ? {
        again: {
          ids: new Set(reuse),
          reusing: {
            today: dateOf(now),
            speaker,
            channel,
            callerId: caller.id,
            types: await reference.materialTypes(),
          },
        },
      }
    : {}),
});

/** Answers that somebody had to give: not what staff and mandates settle, nor papers. */
const typed = (item: Item, answers: Answers): string[] =>
  Object.keys(answers).filter((id) => {
    const field = item.form.fields.find((each) => each.id === id);
    return field !== undefined && field.type !== 'file' && id !== 'applyAs';
  });

/** How much was asked for once more. An original shown on paper was asked for like any upload. */
export const collectedBy = (
  { form }: Body,
  item: Item,
  answers: Answers,
  papers: readonly AttachedPaper[],
): Collected => {
  const needed = typed(item, answers);
  const asked = needed.filter((id) => Object.hasOwn(form, id));
  const reused = papers.filter((paper) => paper.reused).length;
  const shown = item.form.fields.filter(({ id, type }) => type === 'file' && answers[id] === onPaper).length;
  return {
    fieldsKnown: needed.length - asked.length,
    fieldsAsked: asked.length,
    papersGiven: papers.length - reused + shown,
    papersReused: reused,
  };
};

/** Writes that put into the file what the resident wants to be known there. */
export const keptAlongside = async (
  { keep, form }: Body,
  item: Item,
  answers: Answers,
  file: people.ResidentFile | undefined,
  keeping: Pick<Keeping, 'speaker' | 'channel'>,
) => {
  if (keep.length === 0) return { fields: [], writes: [] };
  const given = Object.fromEntries(Object.entries(answers).filter(([id]) => Object.hasOwn(form, id)));
  const kept = file
    ? answersToKeep(keep, item, given, { ...keeping, verified: file.verified, communityCode: file.communityCode })
    : nobodysFile;
  if (Array.isArray(kept) || !file) return refuse('invalid', {}, Array.isArray(kept) ? kept : nobodysFile);
  return {
    fields: Object.keys(kept.fields),
    writes: await changeWrites(file, kept.fields as people.PersonalFields),
  };
};

const nobodysFile = [
  {
    path: 'keep',
    code: 'no-file',
    zh: '没有可更新的居民资料：匿名，或档案由此次申请建立',
    en: 'there is no file to keep it in: without a name, or one that this very request opens',
  },
];
