/** Who saw, changed, took out or was refused what on one day, oldest first. Reading it is written down, too. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useSearchParams } from 'wouter';
import { auditKinds, auditNames } from '../../../../domain/audit.ts';
import { roles } from '../../../../domain/access.ts';
import { addDays, dateOf, instantOf } from '../../../../domain/time.ts';
import { dateText, timeText } from '../../ui/dates.ts';
import { Empty, Failed, Loading } from '../../ui/state.tsx';
import { useServiceNow } from '../../workbench/use-service-now.ts';
import { auditQuery, type AuditEntry, type AuditKind, auditPage } from '../api.ts';
import { useSupervisionWords } from '../words.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const Row = ({ entry }: { entry: AuditEntry }) => {
  const { s, say } = useSupervisionWords();
  const { role, id, officeId, deputyOf } = entry.actor;
  const roleName = roles[String(role) as 'clerk'];
  const told = Object.entries(entry.data).filter(([name]) => name !== 'ticketId' && name !== 'purpose');
  return (
    <tr>
      <td data-label={s.audit.at}>{timeText(entry.at)}</td>
      <td data-label={s.audit.kind}>
        <span className={entry.kind === 'denied' ? 'tag tag-warm' : 'tag'}>{say(entry)}</span>
      </td>
      <td data-label={s.audit.actor}>
        {textOf(id)} <span className="hint">{roleName ? say(roleName) : textOf(role)}</span>
        {officeId !== undefined && <span className="hint"> · {textOf(officeId)}</span>}
        {deputyOf !== undefined && <span className="hint"> · {s.audit.deputy(textOf(deputyOf))}</span>}
      </td>
      <td data-label={s.audit.what} className="sv-told">
        {entry.purpose && `${say(entry.purpose)} `}
        {told.map(([name, value]) => (
          <span key={name}>
            {name} {textOf(value)}{' '}
          </span>
        ))}
        {entry.ticketId && <Link href={`/supervision/tickets/${entry.ticketId}`}>{s.audit.ticket}</Link>}
      </td>
      <td data-label={s.audit.place} className="wb-reference">
        {entry.chain} #{entry.sequence}
      </td>
    </tr>
  );
};

export const AuditPage = () => {
  const { s, w, say, language } = useSupervisionWords();
  const today = dateOf(instantOf(useServiceNow()));
  const [params, setParams] = useSearchParams();
  const asked = params.get('date') ?? '';
  const date = /^\d{4}-\d{2}-\d{2}$/.test(asked) && asked <= today ? asked : today;
  const kind = auditKinds.find((each) => each === params.get('kind'));
  const page = Math.max(1, Math.trunc(Number(params.get('page') ?? 1)) || 1);
  const choose = (chosen: { date?: string; kind?: AuditKind | ''; page?: number }): void => {
    const next = { date, kind: kind ?? '', page: 1, ...chosen };
    setParams({
      date: next.date,
      ...(next.kind === '' ? {} : { kind: next.kind }),
      ...(next.page > 1 ? { page: String(next.page) } : {}),
    });
  };
  const { data, error, refetch } = useQuery({
    ...auditQuery({ date, kind, after: (page - 1) * auditPage }),
    placeholderData: keepPreviousData,
  });
  useEffect(() => {
    document.title = `${s.places.audit} ${date} · ${s.title}`;
  }, [s, date]);
  return (
    <div className="wb-page">
      <h1>
        {s.places.audit} · {dateText(date, language)}
      </h1>
      <p className="hint">{s.audit.note}</p>
      <div className="sv-period no-print" role="group" aria-label={s.audit.filter}>
        <button
          type="button"
          className="wb-button"
          aria-label={s.audit.dayBefore}
          onClick={() => choose({ date: addDays(date, -1) })}
        >
          ‹
        </button>
        <input
          type="date"
          aria-label={s.audit.date}
          max={today}
          value={date}
          onChange={({ target }) => target.value !== '' && choose({ date: target.value })}
        />
        <button
          type="button"
          className="wb-button"
          aria-label={s.audit.dayAfter}
          disabled={date >= today}
          onClick={() => choose({ date: addDays(date, 1) })}
        >
          ›
        </button>
        <select
          aria-label={s.audit.kind}
          value={kind ?? ''}
          onChange={({ target }) => choose({ kind: target.value as AuditKind })}
        >
          <option value="">{s.audit.all}</option>
          {auditKinds.map((each) => (
            <option key={each} value={each}>
              {say(auditNames[each])}
            </option>
          ))}
        </select>
      </div>
      {!data && (error ? <Failed error={error} again={() => void refetch()} /> : <Loading />)}
      {data && data.entries.length === 0 && <Empty>{s.audit.none}</Empty>}
      {data && data.entries.length > 0 && (
        <div className="wb-table-frame">
          <table className="wb-table sv-rows sv-audit">
            <caption className="sr-only">{s.places.audit}</caption>
            <thead>
              <tr>
                <th scope="col">{s.audit.at}</th>
                <th scope="col">{s.audit.kind}</th>
                <th scope="col">{s.audit.actor}</th>
                <th scope="col">{s.audit.what}</th>
                <th scope="col">{s.audit.place}</th>
              </tr>
            </thead>
            <tbody>
              {data.entries.map((entry) => (
                <Row key={`${entry.chain}-${entry.sequence}`} entry={entry} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(page > 1 || data?.more) && (
        <nav className="wb-pager" aria-label={s.audit.pages}>
          <button type="button" className="wb-button" disabled={page === 1} onClick={() => choose({ page: page - 1 })}>
            {w.list.previous}
          </button>
          <button type="button" className="wb-button" disabled={!data?.more} onClick={() => choose({ page: page + 1 })}>
            {w.list.next}
          </button>
        </nav>
      )}
    </div>
  );
};
