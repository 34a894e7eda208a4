/** GET and POST /calendar/years/{year}, …/draft, …/approve: a year's days off, proposed by one, confirmed by another. */
import type * as z from 'zod';
import type { calendarDraft, calendarYear } from '../../contract/replies.ts';
import { calendarRoutes } from '../../contract/routes/calendar.ts';
import { type Caller, mayConfirmCalendar, mayPublishCalendar, maySeeCalendarDraft } from '../../domain/access.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { type CalendarYear, yearByLaw } from '../../domain/sla/calendar.ts';
import { noticeProblems } from '../../domain/sla/publishing.ts';
import * as calendar from '../../store/calendar.ts';
import { recomputation } from '../../store/recomputations.ts';
import { festivals } from '../../store/reference.ts';
import { operation } from '../edge/http.ts';
import { staffNames } from '../staff-names.ts';

const notForYou = refuse('not-allowed', {
  zh: '放假安排草案只供管理员、市级督办员和审计员查看。',
  en: 'A proposed calendar is for administrators, city supervisors and auditors to see.',
});

const festivalsOf = async (year: number) => (await festivals()).find((each) => each.year === year);

const view = ({ year, ...published }: { year: CalendarYear; confirmedAt?: string }): z.input<typeof calendarYear> => ({
  ...year,
  publishedAt: published.confirmedAt ?? null,
});

/** The draft is shown while it is open, the recomputation once the current version was confirmed here. */
const draftView = async (year: number, caller: Caller): Promise<z.input<typeof calendarDraft>> => {
  const [published, draft] = await Promise.all([calendar.publishedYear(year), calendar.calendarDraft(year)]);
  const version = published?.year.version ?? 0;
  const [job, nameOf] = await Promise.all([recomputation(year, version), staffNames([draft?.proposedBy])]);
  return {
    year,
    version,
    draft:
      draft && calendar.isOpen(draft)
        ? {
            revision: draft.revision,
            source: draft.year.source,
            off: draft.year.off,
            makeUp: draft.year.makeUp,
            proposedAt: draft.proposedAt,
            proposedByMe: draft.proposedBy === caller.id,
            proposedBy: nameOf(draft.proposedBy),
          }
        : null,
    recomputation: job
      ? { startsAt: job.startsAt, pass: job.pass, tickets: job.total, finishedAt: job.finishedAt ?? null }
      : null,
  };
};

export const getCalendarYear = operation(calendarRoutes.getCalendarYear, async ({ params: { year } }) => {
  const published = await calendar.publishedYear(year);
  if (published) return view(published);
  const moving = await festivalsOf(year);
  return moving ? view({ year: yearByLaw(moving) }) : refuse('not-found', { year: String(year) });
});

export const getCalendarDraft = operation(calendarRoutes.getCalendarDraft, async ({ params: { year }, caller }) =>
  maySeeCalendarDraft(caller) ? draftView(year, caller) : notForYou,
);

export const proposeCalendarYear = operation(
  calendarRoutes.proposeCalendarYear,
  async ({ params: { year }, body: { ifVersion, source, off, makeUp }, caller, now }) => {
    if (!mayPublishCalendar(caller))
      return refuse('not-allowed', {
        zh: '放假安排只能由管理员录入。',
        en: 'Only an administrator can propose a calendar year.',
      });
    const problems = noticeProblems(year, { off, makeUp }, await festivalsOf(year));
    if (problems.length > 0) return refuse('invalid', {}, problems);
    const draft = await calendar.proposeYear({ year, source, off, makeUp }, { by: caller.id, now, ifVersion });
    return isRefusal(draft) ? draft : draftView(year, caller);
  },
);

export const approveCalendarYear = operation(
  calendarRoutes.approveCalendarYear,
  async ({ params: { year }, body: { ifVersion, revision }, caller, now }) => {
    if (!mayConfirmCalendar(caller))
      return refuse('not-allowed', {
        zh: '放假安排只能由另一名管理员或市级督办员确认。',
        en: 'Only another administrator or a supervisor of the city can confirm a calendar year.',
      });
    const draft = await calendar.calendarDraft(year);
    if (!draft || !calendar.isOpen(draft))
      return refuse('not-found', { zh: '该年没有待确认的草案。', en: 'Nothing waits to be confirmed for this year.' });
    if (draft.proposedBy === caller.id)
      return refuse('own-case', {
        zh: '录入人不能确认自己的草案。',
        en: 'Whoever proposed it cannot confirm it.',
      });
    if (draft.revision !== revision || draft.year.version !== ifVersion + 1)
      return refuse('stale-version', {
        zh: '草案已被替换，请重新核对。',
        en: 'Another proposal has taken its place.',
        seen: `${ifVersion}/${revision}`,
        current: `${draft.year.version - 1}/${draft.revision}`,
      });
    const published = await calendar.confirmYear(draft, { by: caller.id, now });
    return isRefusal(published) ? published : view(published);
  },
);

export const withdrawCalendarDraft = operation(
  calendarRoutes.withdrawCalendarDraft,
  async ({ params: { year }, body: { revision }, caller, now }) => {
    if (!mayPublishCalendar(caller))
      return refuse('not-allowed', {
        zh: '放假安排草案只能由市级管理员撤回。',
        en: 'Only an administrator of the city can withdraw a proposed calendar year.',
      });
    const draft = await calendar.calendarDraft(year);
    if (!draft || !calendar.isOpen(draft))
      return refuse('not-found', { zh: '该年没有待确认的草案。', en: 'Nothing waits to be confirmed for this year.' });
    if (draft.revision !== revision || !(await calendar.withdrawYear(draft, now)))
      return refuse('stale-version', { seen: String(revision), current: String(draft.revision) });
    return draftView(year, caller);
  },
);

export const listCalendarVersions = operation(
  calendarRoutes.listCalendarVersions,
  async ({ params: { year }, caller }) => {
    if (!maySeeCalendarDraft(caller)) return notForYou;
    const versions = await calendar.calendarVersions(year);
    const nameOf = await staffNames(versions.flatMap(({ proposedBy, confirmedBy }) => [proposedBy, confirmedBy]));
    return {
      versions: versions.map(({ year: { version, source, off, makeUp }, confirmedAt, proposedBy, confirmedBy }) => ({
        version,
        source,
        off,
        makeUp,
        confirmedAt: confirmedAt ?? null,
        proposedBy: nameOf(proposedBy),
        confirmedBy: nameOf(confirmedBy),
      })),
    };
  },
);
