/**
 * Filing for somebody who stands at the counter, calls, or is visited: who, what, the few questions left, the receipt.
 * Enter goes on at each step; nothing that the resident's file knows is asked again.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { itemQuery } from '../../api/item.ts';
import type { Ticket } from '../../api/ticket.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { ResidentLine } from '../find.tsx';
import { useKeys } from '../keys.ts';
import { type CareRecord, recordQuery } from '../needs/api.ts';
import { useStaffWords } from '../words.ts';
import { ItemPicker } from './item-picker.tsx';
import { Mandates } from './mandates.tsx';
import { OpenTickets } from './open-tickets.tsx';
import { Questions } from './questions.tsx';
import { Receipt } from './receipt.tsx';
import { WhoPicker } from './who-picker.tsx';
import { Verify } from './verify.tsx';
import type { Resident } from '../api.ts';
import type { Applicant, DeskChannel } from './applicant.ts';
import { keepFiled } from './recent.ts';

const titles = { counter: 'counterTitle', hotline: 'phoneTitle', 'home-visit': 'visitTitle' } as const;

const Filing = (props: {
  readonly channel: DeskChannel;
  readonly applicant: Applicant;
  readonly itemId: string;
  /** The recorded need for which it is filed. */
  readonly needId?: string;
  readonly onFiled: (ticket: Ticket) => void;
}) => {
  const { data: item, error, refetch } = useQuery(itemQuery(props.itemId));
  if (error) return <Failed error={error} again={() => void refetch()} />;
  return item ? <Questions {...props} item={item} /> : <Loading />;
};

/** Comparing the card, for who is not verified yet; on the telephone there is nobody to compare it with. */
const Identity = ({ onVerified }: { onVerified: (resident: Resident) => void }) => {
  const { w } = useStaffWords();
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <Verify onDone={onVerified} onClose={() => setIsOpen(false)} />;
  return (
    <p>
      <button type="button" className="link-button" onClick={() => setIsOpen(true)}>
        {w.verify.open}
      </button>
    </p>
  );
};

/** Somebody whose care is recorded, as the desk knows residents. */
const applicantOf = ({ residentId: id, name, phone, communityCode, groups, verified }: CareRecord): Applicant => ({
  kind: 'resident',
  resident: { id, name: name ?? '', phone, communityCode, tags: groups.map(({ group }) => group), verified },
});

/** One visitor or caller; the next one begins with a form of their own. */
const Visit = ({ channel, next }: { channel: DeskChannel; next: () => void }) => {
  const { w } = useStaffWords();
  const [params] = useSearchParams();
  const [wanted] = useState(() => ({ residentId: params.get('resident'), needId: params.get('need') }));
  const { data: known } = useQuery({ ...recordQuery(wanted.residentId ?? ''), enabled: wanted.residentId !== null });
  const [chosen, setApplicant] = useState<Applicant | 'nobody' | undefined>(undefined);
  const applicant = chosen === 'nobody' ? undefined : (chosen ?? (known && applicantOf(known)));
  const [itemId, setItemId] = useState<string | undefined>(undefined);
  const [ticket, setTicket] = useState<Ticket | undefined>(undefined);
  if (ticket) return <Receipt ticket={ticket} next={next} />;
  const resident = applicant?.kind === 'resident' ? applicant.resident : undefined;
  return (
    <>
      <section className="wb-panel" aria-labelledby="who">
        <h2 id="who">1 · {w.intake.who}</h2>
        {applicant ? (
          <div className="wb-chosen">
            {resident ? (
              <ResidentLine resident={resident} />
            ) : (
              <p>{applicant.kind === 'unknown' ? w.intake.nobody : w.intake.anonymous}</p>
            )}
            <button
              type="button"
              className="wb-button"
              onClick={() => {
                setApplicant('nobody');
                setItemId(undefined);
              }}
            >
              {w.intake.change}
            </button>
          </div>
        ) : (
          <WhoPicker choose={setApplicant} />
        )}
        {channel !== 'hotline' && !resident?.verified && (
          <Identity
            onVerified={(verified) => {
              setApplicant({ kind: 'resident', resident: verified });
            }}
          />
        )}
        {resident && <OpenTickets residentId={resident.id} {...(itemId ? { itemId } : {})} />}
        {resident && <Mandates residentId={resident.id} seesPapers={channel !== 'hotline'} />}
      </section>
      {applicant && (
        <section className="wb-panel" aria-labelledby="what">
          <h2 id="what">2 · {w.intake.item}</h2>
          <ItemPicker channel={channel} itemId={itemId} choose={setItemId} />
        </section>
      )}
      {applicant && itemId && (
        <section className="wb-panel" aria-labelledby="form">
          <h2 id="form">3 · {w.intake.form}</h2>
          <Filing
            key={itemId}
            channel={channel}
            applicant={applicant}
            itemId={itemId}
            {...(wanted.needId !== null && resident?.id === wanted.residentId ? { needId: wanted.needId } : {})}
            onFiled={(filed) => {
              keepFiled(itemId);
              setTicket(filed);
            }}
          />
        </section>
      )}
    </>
  );
};

export const Intake = ({ channel }: { channel: DeskChannel }) => {
  const { w } = useStaffWords();
  const [visit, setVisit] = useState(1);
  const [place, go] = useLocation();
  const next = (): void => {
    // The next one is not whom the address named.
    go(place);
    setVisit(visit + 1);
  };
  useKeys({ n: next });
  const title = w.intake[titles[channel]];
  useEffect(() => {
    document.title = `${title} · ${w.title}`;
  }, [title, w]);
  return (
    <div className="wb-page wb-intake">
      <h1 className="no-print">{title}</h1>
      <Visit key={visit} channel={channel} next={next} />
    </div>
  );
};
