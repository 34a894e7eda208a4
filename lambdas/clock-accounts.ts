/** The clocks of a ticket with their accounts, day by day, as the API tells them. */
import type * as z from 'zod';
import type { clockAccounts } from '../contract/replies.ts';
import { accountOf } from '../domain/ticket/account.ts';
import { type Holder, holderKey, type Ticket } from '../domain/ticket/state.ts';
import { dateOf, type Instant } from '../domain/time.ts';
import * as content from '../store/content.ts';
import * as lists from '../store/ticket-lists.ts';
import { reckoningNamed } from './context.ts';

type Account = z.input<typeof clockAccounts>['clocks'][number];
type NamedHolder = Account['lines'][number]['holders'][number];

const kinds: Record<Holder['kind'], { zh: string; en: string }> = {
  resident: { zh: '居民', en: 'the resident' },
  station: { zh: '服务站', en: 'the station' },
  office: { zh: '承办单位', en: 'the office' },
  arbiter: { zh: '裁定人员', en: 'the arbiter' },
  'special-body': { zh: '特殊环节机构', en: 'the body of a special step' },
  reviewer: { zh: '复核人员', en: 'a reviewer' },
  none: { zh: '无', en: 'nobody' },
};

const named = async (holder: Holder): Promise<NamedHolder> => {
  const id = 'id' in holder ? holder.id : null;
  const { zh, en } = (id === null ? undefined : await content.office(id)) ?? kinds[holder.kind];
  return { kind: holder.kind, id, zh, en };
};

/** Each date is accounted for with the calendar that it was computed with, so the account arrives at that very date. */
export const clockAccountsOf = async (ticket: Ticket, now: Instant): Promise<Account[]> => {
  const events = (await lists.events(ticket.id)).map(({ event }) => event);
  const names = new Map<string, Promise<NamedHolder>>();
  const nameOf = (holder: Holder): Promise<NamedHolder> => {
    const key = holderKey(holder);
    const name = names.get(key) ?? named(holder);
    names.set(key, name);
    return name;
  };
  return Promise.all(
    ticket.clocks.map(async (clock): Promise<Account> => {
      const account = accountOf(clock, events, now, await reckoningNamed(clock.calendar, dateOf(now)));
      const { name, step, generation, start, limit, due, provisional, status, endedAt, calendar } = clock;
      const lines = await Promise.all(
        account.lines.map(async ({ holders, ...line }) =>
          Object.assign(line, { holders: await Promise.all(holders.map(nameOf)) }),
        ),
      );
      const { zh, en, alarms } = account;
      const end = { ...(endedAt ? { endedAt } : {}), ...(step ? { step } : {}) };
      return { name, generation, start, limit, due, provisional, status, ...end, calendar, zh, en, lines, alarms };
    }),
  );
};
