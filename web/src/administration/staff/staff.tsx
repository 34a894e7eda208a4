/** Who works where: the list, entering and changing, ending at once, and deputies. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { levelOf } from '../../../../domain/region.ts';
import { read, send } from '../../api/api.ts';
import { dateText, momentText } from '../../ui/dates.ts';
import { Empty, Failed, Loading } from '../../ui/state.tsx';
import { saveFile } from '../../pages/my-data/save-file.ts';
import { useAdministrator } from '../me.ts';
import { Page } from '../page.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { PersonLine } from '../parts/person-line.tsx';
import { Problem } from '../parts/problem.tsx';
import { DeputyForm } from './deputy-form.tsx';
import { ImportPanel } from './import-panel.tsx';
import { isOfOffice, matches, type Member, type Place, staffQuery } from './member.ts';
import { MemberForm } from './member-form.tsx';
import { PlacePicker } from './place-picker.tsx';
import { staffCsv } from './staff-file.ts';
import { Unadministered } from './unadministered.tsx';
import { useStaffPageWords } from './words.ts';

/** What is being done, and with whom. */
type Doing =
  | { readonly what: 'add' | 'import' }
  | { readonly what: 'change' | 'deputy'; readonly member: Member }
  | { readonly what: 'end'; readonly member: Member }
  | { readonly what: 'end-deputy'; readonly member: Member; readonly personId: string; readonly name: string };

type RowProps = { readonly member: Member; readonly onDo: (doing: Doing) => void };

const Row = ({ member, onDo }: RowProps) => {
  const { w, say, language } = useStaffPageWords();
  const me = useAdministrator();
  const { role, cleared, validFrom, validTo, endedAt, standsInFor } = member;
  const until = validTo === null ? w.untilFurther : dateText(validTo, language);
  const isMe = member.id === me.id;
  return (
    <tr>
      <td className="wb-item">
        <PersonLine person={member} />
        {standsInFor.map(({ personId, validFrom: from, validTo: to, ...name }) => (
          <p key={personId} className="hint">
            {w.standsIn(say(name), dateText(from, language), dateText(to, language))}{' '}
            <button
              type="button"
              className="link-button"
              onClick={() => onDo({ what: 'end-deputy', member, personId, name: say(name) })}
            >
              {w.endDeputy}
            </button>
          </p>
        ))}
      </td>
      <td>{w.roles[role]}</td>
      <td>{cleared ? w.yes : w.no}</td>
      <td>
        {endedAt === null ? `${dateText(validFrom, language)} – ${until}` : w.endedAt(momentText(endedAt, language))}
      </td>
      <td>
        {!isMe && (
          <span className="wb-buttons">
            <button
              type="button"
              className="wb-button"
              aria-label={`${endedAt === null ? w.change : w.again}：${say(member)}`}
              onClick={() => onDo({ what: 'change', member })}
            >
              {endedAt === null ? w.change : w.again}
            </button>
            {endedAt === null && (
              <button
                type="button"
                className="wb-button"
                aria-label={`${w.end}：${say(member)}`}
                onClick={() => onDo({ what: 'end', member })}
              >
                {w.end}
              </button>
            )}
            {isOfOffice(role) && member.inForce && (
              <button
                type="button"
                className="wb-button"
                aria-label={`${w.deputy}：${say(member)}`}
                onClick={() => onDo({ what: 'deputy', member })}
              >
                {w.deputy}
              </button>
            )}
          </span>
        )}
      </td>
    </tr>
  );
};

const placeIn = (search: URLSearchParams, own: string): Place => {
  const [officeId, regionCode, id] = ['office', 'region', 'person'].map((name) => search.get(name));
  if (officeId) return { officeId };
  if (id) return { id };
  return { regionCode: regionCode ?? own };
};

const Staff = () => {
  const { w, say } = useStaffPageWords();
  const { regionCode: own } = useAdministrator();
  const queries = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const place = placeIn(search, own);
  const found = useInfiniteQuery(staffQuery(place));
  const { data: health } = useQuery({ queryKey: ['service-day'], queryFn: () => read('/health') });
  const today = health?.now.slice(0, 10) ?? '';
  const [words, setWords] = useState('');
  const [onlyInForce, setOnlyInForce] = useState(false);
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const [done, setDone] = useState('');

  const finish = (text: string): void => {
    setDoing(undefined);
    setDone(text);
    void queries.invalidateQueries({ queryKey: ['staff'] });
  };
  const ending = useMutation({
    mutationFn: async (what: Doing) => {
      if (what.what === 'end') await send('/staff/{id}/end', { params: { id: what.member.id }, body: {} });
      if (what.what === 'end-deputy')
        await send('/deputies/end', { body: { personId: what.personId, deputyId: what.member.id } });
    },
    onSuccess: (_, what) => finish(what.what === 'end' ? w.ended(say(what.member)) : w.deputyEnded),
  });
  const start = (what: Doing): void => {
    ending.reset();
    setDone('');
    setDoing(what);
  };

  // The whole list of the place, whatever is filtered or not yet read here.
  const exporting = useMutation({
    mutationFn: async () => {
      const all: Member[] = [];
      for (let cursor: string | null = null; ;) {
        const page = await staffQuery(place).queryFn({ pageParam: cursor });
        all.push(...page.staff);
        if (page.cursor === null) return all;
        cursor = page.cursor;
      }
    },
    onSuccess: (all) => {
      const where = place.officeId ?? place.regionCode ?? place.id ?? 'staff';
      saveFile(`staff-${where}-${today}.csv`, 'text/csv', staffCsv(all));
      setDone(w.exported(all.length));
    },
  });
  const members = found.data?.pages.flatMap(({ staff }) => staff) ?? [];
  const shown = members.filter((member) => matches(member, words) && (!onlyInForce || member.inForce));
  const isEnding = doing?.what === 'end' || doing?.what === 'end-deputy';
  return (
    <Page title={w.title} lead={w.lead}>
      <p role="status" className="ad-done">
        {done}
      </p>
      <PlacePicker
        place={place}
        onPlace={({ officeId, regionCode, id }) => {
          setDoing(undefined);
          setSearch({
            ...(officeId === undefined ? {} : { office: officeId }),
            ...(regionCode === undefined ? {} : { region: regionCode }),
            ...(id === undefined ? {} : { person: id }),
          });
        }}
      />
      {(doing?.what === 'add' || doing?.what === 'change') && today !== '' && (
        <MemberForm
          key={doing.what === 'change' ? doing.member.id : 'new'}
          member={doing.what === 'change' ? doing.member : undefined}
          place={place}
          today={today}
          onClose={() => setDoing(undefined)}
          onDone={(saved) => finish(w.saved(say(saved)))}
        />
      )}
      {doing?.what === 'import' && today !== '' && (
        <ImportPanel
          today={today}
          onChanged={() => void queries.invalidateQueries({ queryKey: ['staff'] })}
          onClose={() => setDoing(undefined)}
        />
      )}
      {doing?.what === 'deputy' && (
        <DeputyForm
          key={doing.member.id}
          away={doing.member}
          colleagues={members}
          today={today}
          onClose={() => setDoing(undefined)}
          onDone={() => finish(w.deputySaved)}
        />
      )}
      {isEnding && (
        <Confirm
          title={doing.what === 'end' ? w.ending(say(doing.member)) : `${w.endDeputy}：${doing.name}`}
          act={doing.what === 'end' ? w.end : w.endDeputy}
          isSending={ending.isPending}
          error={ending.error}
          onConfirm={() => ending.mutate(doing)}
          onClose={() => setDoing(undefined)}
        >
          <p>{doing.what === 'end' ? w.endAsk : w.endDeputyAsk}</p>
        </Confirm>
      )}
      <section className="ad-page" aria-label={w.list}>
        <div className="wb-filters">
          <label>
            {w.filter} <input type="search" value={words} onChange={({ target }) => setWords(target.value)} />
          </label>
          <label className="wb-check">
            <input type="checkbox" checked={onlyInForce} onChange={({ target }) => setOnlyInForce(target.checked)} />
            {w.onlyInForce}
          </label>
          <button type="button" className="wb-button wb-primary" onClick={() => start({ what: 'add' })}>
            {w.add}
          </button>
          <button type="button" className="wb-button" onClick={() => start({ what: 'import' })}>
            {w.importOpen}
          </button>
          <button
            type="button"
            className="wb-button"
            disabled={members.length === 0 || exporting.isPending}
            onClick={() => exporting.mutate()}
          >
            {exporting.isPending ? w.exporting : w.exportList}
          </button>
        </div>
        {exporting.error && <Problem error={exporting.error} />}
        {found.isPending && <Loading />}
        {found.error && !found.data && <Failed error={found.error} again={() => void found.refetch()} />}
        {found.data && shown.length === 0 && (
          <Empty>
            {w.none}。{w.noneDo}
          </Empty>
        )}
        {shown.length > 0 && (
          <div className="wb-table-frame">
            <table className="wb-table">
              <thead>
                <tr>
                  {[w.name, w.role, w.cleared, w.term, w.actions].map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.map((member) => (
                  <Row key={member.id} member={member} onDo={start} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {found.hasNextPage && (
          <p>
            <button type="button" className="wb-button" onClick={() => void found.fetchNextPage()}>
              {w.more}
            </button>
          </p>
        )}
      </section>
      {levelOf(own) < 3 && <Unadministered />}
    </Page>
  );
};
export default Staff;
