/** The special groups of one person: with source and days, put in and taken out for a reason. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { read, send } from '../../api/api.ts';
import { instantOf } from '../../../../domain/time.ts';
import type { Source } from '../../../../domain/care/contact.ts';
import { dateText } from '../../ui/dates.ts';
import { useServiceNow } from '../use-service-now.ts';
import { useStaffWords } from '../words.ts';
import type { CareRecord } from './api.ts';
import { ReasonForm } from './reason-form.tsx';
import { useChange } from './use-change.ts';

const AddGroup = ({ person, close }: { person: CareRecord; close: () => void }) => {
  const { w, say } = useStaffWords();
  const words = w.needs;
  const { residentId, version, groups } = person;
  const { change, isPending, problem } = useChange(residentId);
  const today = instantOf(useServiceNow()).slice(0, 10);
  const { data: all } = useQuery({
    queryKey: ['special-groups'],
    queryFn: () => read('/care/groups'),
    staleTime: 3_600_000,
  });
  const [group, setGroup] = useState('');
  const [source, setSource] = useState<Source>('visit');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = group === '' || from === '' || reason.trim() === '';
    setIsWrong(wrong);
    if (wrong || isPending) return;
    change(
      () =>
        send('/care/{residentId}/groups', {
          params: { residentId },
          ifMatch: version,
          body: { group, source, from, reason: reason.trim(), ...(to === '' ? {} : { to }) },
        }),
      { onSuccess: close },
    );
  };
  const free = all?.groups.filter(({ id }) => groups.every((each) => each.group !== id)) ?? [];
  return (
    <form className="wb-form" noValidate aria-label={words.addGroup} onSubmit={submit}>
      {(isWrong || problem !== undefined) && (
        <p className="problem" role="alert">
          {isWrong ? words.wrong : problem}
        </p>
      )}
      <div className="wb-pair">
        <label className="wb-field">
          {words.group}
          <select
            value={group}
            aria-invalid={isWrong && group === ''}
            onChange={({ target }) => setGroup(target.value)}
          >
            <option value="">{w.act.choose}</option>
            {free.map((each) => (
              <option key={each.id} value={each.id}>
                {say(each)}
              </option>
            ))}
          </select>
        </label>
        <label className="wb-field">
          {words.source}
          <select value={source} onChange={({ target }) => setSource(target.value as Source)}>
            {(Object.keys(words.sources) as Source[]).map((each) => (
              <option key={each} value={each}>
                {words.sources[each]}
              </option>
            ))}
          </select>
        </label>
        <label className="wb-field">
          {words.from}
          <input type="date" max={today} value={from} onChange={({ target }) => setFrom(target.value)} />
        </label>
        <label className="wb-field">
          {words.to}
          <input type="date" min={today} value={to} onChange={({ target }) => setTo(target.value)} />
        </label>
      </div>
      <label className="wb-field">
        {words.reason}
        <input
          autoComplete="off"
          maxLength={1000}
          aria-invalid={isWrong && reason.trim() === ''}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <p className="wb-buttons">
        <button type="submit" className="wb-button wb-primary" disabled={isPending}>
          {words.addGroup}
        </button>
        <button type="button" className="wb-button" onClick={close}>
          {w.cancel}
        </button>
      </p>
    </form>
  );
};

export const Groups = ({ person }: { person: CareRecord }) => {
  const { w, say, language } = useStaffWords();
  const words = w.needs;
  const { residentId, version, groups } = person;
  const { change, isPending, problem } = useChange(residentId);
  const [open, setOpen] = useState<string | undefined>(undefined);
  const adding = 'add a group';
  return (
    <section className="wb-panel" aria-labelledby="groups">
      <h2 id="groups">{words.groupsTitle}</h2>
      {groups.length === 0 && <p className="hint">{words.notRegistered}</p>}
      <ul className="wb-links">
        {groups.map((entry) => (
          <li key={entry.group}>
            <span>
              <strong>{say(entry)}</strong> {dateText(entry.from, language)}
              {entry.to !== null && ` – ${dateText(entry.to, language)}`} · {words.sources[entry.source]}
            </span>
            <button type="button" className="link-button no-print" onClick={() => setOpen(entry.group)}>
              {words.end}
              <span className="sr-only"> {say(entry)}</span>
            </button>
          </li>
        ))}
      </ul>
      {open !== undefined && open !== adding && groups.some(({ group }) => group === open) && (
        <ReasonForm
          label={words.endReason}
          missing={words.wrong}
          isPending={isPending}
          problem={problem}
          buttons={[
            {
              name: words.end,
              act: (reason) =>
                change(() =>
                  send('/care/{residentId}/groups/end', {
                    params: { residentId },
                    ifMatch: version,
                    body: { group: open, reason },
                  }),
                ),
            },
          ]}
        />
      )}
      {open === adding ? (
        <AddGroup person={person} close={() => setOpen(undefined)} />
      ) : (
        <button type="button" className="wb-button no-print" onClick={() => setOpen(adding)}>
          {words.addGroup}
        </button>
      )}
    </section>
  );
};
