/** POST /calendar/years/{year}/preview: which dates of open requests would move. It reads a page of them and writes nothing. */
import { calendarRoutes } from '../../contract/routes/calendar.ts';
import { mayConfirmCalendar } from '../../domain/access.ts';
import { refuse } from '../../domain/refusal.ts';
import { workingCalendar } from '../../domain/sla/calendar.ts';
import { standardHours } from '../../domain/sla/hours.ts';
import { noticeProblems } from '../../domain/sla/publishing.ts';
import { movesUnder } from '../../domain/ticket/recompute.ts';
import { defaultRules } from '../../domain/ticket/rules.ts';
import { calendarYears } from '../../store/content.ts';
import { openTickets } from '../../store/recomputations.ts';
import { festivals as storedFestivals } from '../../store/reference.ts';
import { operation } from '../edge/http.ts';

/** Requests of one page, and moves of it that are shown. */
const perPage = 200;
const shown = 20;

export const previewCalendarYear = operation(
  calendarRoutes.previewCalendarYear,
  async ({ params: { year }, body: { off, makeUp, cursor }, caller, now }) => {
    if (!mayConfirmCalendar(caller))
      return refuse('not-allowed', {
        zh: '试算只供市级管理员和市级督办员使用。',
        en: 'Only administrators and supervisors of the city try a calendar.',
      });
    const [years, festivals] = await Promise.all([calendarYears(), storedFestivals()]);
    const moving = festivals.find((each) => each.year === year);
    const problems = noticeProblems(year, { off, makeUp }, moving);
    if (problems.length > 0) return refuse('invalid', {}, problems);
    const version = (years.find((each) => each.year === year)?.version ?? 0) + 1;
    const calendar = workingCalendar(
      [...years, { year, version, status: 'published', source: 'preview', off, makeUp }],
      festivals,
    );
    const page = await openTickets(cursor ?? null, perPage);
    const found = page.tickets.map((ticket) => ({
      ticket,
      moves: movesUnder(ticket, { calendar, hours: standardHours, rules: defaultRules }),
    }));
    const moves = found.flatMap(({ ticket: { reference, communityCode }, moves }) =>
      moves.map(({ name, was, due }) => ({ reference, communityCode, clock: name, was, due })),
    );
    return {
      tickets: page.tickets.length,
      moving: found.filter((each) => each.moves.length > 0).length,
      earlier: moves.filter(({ was, due }) => due < was).length,
      later: moves.filter(({ was, due }) => due > was).length,
      late: {
        would: moves.filter(({ was, due }) => was > now && due <= now).length,
        wouldNot: moves.filter(({ was, due }) => was <= now && due > now).length,
      },
      moves: moves.slice(0, shown),
      cursor: page.cursor,
    };
  },
);
