/**
 * Finding by what a visitor says or shows: a reference, a whole phone number or ID number, or a word of the matter.
 * A number is sent in a body and kept nowhere: not in the address, not in the history of the browser.
 */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { TicketSummary } from '../api/ticket.ts';
import { useRegionPath } from '../pages/file/fields/region-picker.tsx';
import { Icon } from '../ui/icon.tsx';
import { useFailureWords } from '../ui/state.tsx';
import { type Resident, searchResidents, searchTickets } from './api.ts';
import { type Wanted, wantedOf } from './wanted.ts';
import { useStaffWords } from './words.ts';

type Found = {
  residents: readonly { resident: Resident; tickets: readonly TicketSummary[] }[];
  tickets: readonly TicketSummary[];
};

const lookFor = async ({ by, value }: Wanted): Promise<Found> => {
  if (by === 'reference') return { residents: [], tickets: (await searchTickets('reference', value)).tickets };
  const { residents } = await searchResidents(by === 'phone' ? 'phone' : 'id-card', value);
  return {
    residents: await Promise.all(
      residents.map(async (resident) => ({
        resident,
        tickets: (await searchTickets('resident', resident.id)).tickets,
      })),
    ),
    tickets: [],
  };
};

export const TicketLinks = ({ tickets, onOpen }: { tickets: readonly TicketSummary[]; onOpen?: () => void }) => {
  const { w, say } = useStaffWords();
  if (tickets.length === 0) return <p className="hint">{w.find.noTickets}</p>;
  return (
    <ul className="wb-links">
      {tickets.map(({ id, reference, item, stateName }) => (
        <li key={id}>
          <Link href={`/workbench/tickets/${id}`} {...(onOpen ? { onClick: onOpen } : {})}>
            <span className="wb-reference">{reference}</span> {say(item)} <span className="tag">{say(stateName)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
};

export const ResidentLine = ({ resident }: { resident: Resident }) => {
  const { w, t } = useStaffWords();
  const community = useRegionPath(resident.communityCode);
  return (
    <p className="wb-resident">
      <strong>{resident.name}</strong> {resident.phone} · {community} ·{' '}
      <span className={resident.verified ? 'tag tag-good' : 'tag tag-warm'}>
        {resident.verified ? w.find.verified : w.find.unverified}
      </span>{' '}
      {resident.tags.map((tag) => (
        <span key={tag} className="tag">
          {t(`groups.${tag as 'resident'}`)}
        </span>
      ))}
    </p>
  );
};

export const Find = ({ input }: { input: RefObject<HTMLInputElement | null> }) => {
  const { w } = useStaffWords();
  const failureWords = useFailureWords();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const looking = useMutation({
    mutationFn: lookFor,
    onSuccess: ({ tickets: [only], residents }) => {
      if (!only || residents.length > 0) return;
      close();
      go(`/workbench/tickets/${only.id}`);
    },
  });
  const close = (): void => {
    setTyped('');
    looking.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = wantedOf(typed);
    if (wanted.value === '') return;
    if (wanted.by !== 'words') return looking.mutate(wanted);
    go(`/workbench?${new URLSearchParams({ q: wanted.value })}`);
    close();
  };
  const { data, error } = looking;
  const isEmpty = data && data.residents.length === 0 && data.tickets.length === 0;
  return (
    <form role="search" className="wb-find" onSubmit={submit} onKeyDown={({ key }) => key === 'Escape' && close()}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        autoComplete="off"
        aria-label={w.find.label}
        aria-keyshortcuts="/"
        placeholder={w.find.placeholder}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          looking.reset();
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      {(data ?? error) && (
        <section className="wb-found" aria-label={w.find.results} aria-live="polite">
          {error && <p className="problem">{failureWords(error).detail}</p>}
          {isEmpty && (
            <>
              <h2>{w.find.none}</h2>
              <p>{w.find.noneDo}</p>
            </>
          )}
          {data?.residents.map(({ resident, tickets }) => (
            <div key={resident.id}>
              <ResidentLine resident={resident} />
              <TicketLinks tickets={tickets} onOpen={close} />
            </div>
          ))}
          <button type="button" className="link-button" onClick={close}>
            {w.close}
          </button>
        </section>
      )}
    </form>
  );
};
