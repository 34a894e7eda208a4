/** One item: its newest version, what is proposed, every version; changing, ending, copying and bringing one back. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { item as itemSchema, type Item } from '../../../../domain/catalogue.ts';
import { read } from '../../api/api.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { isOfCity, useAdministrator } from '../me.ts';
import { Page } from '../page.tsx';
import { DatedVersions } from '../parts/dated-versions.tsx';
import { unitName } from '../parts/part-names.ts';
import { ProposalPanel } from '../parts/proposal-panel.tsx';
import { useProposalWords } from '../parts/proposal-words.ts';
import { useToday } from '../parts/use-today.ts';
import { ItemForm } from './item-form.tsx';
import { ItemPreview } from './item-preview.tsx';
import { useCatalogueWords } from './words.ts';

const Facts = ({ item }: { item: Item }) => {
  const { w, language } = useCatalogueWords();
  const { limits, fee, materials, form } = item;
  const { statutoryOriginal: law } = limits;
  const facts = [
    [w.facts.promised, w.days(limits.promisedWorkdays)],
    [w.facts.statutory, law ? `${law.value} ${unitName(law.unit, language)}` : '—'],
    [w.facts.fee, fee.amount > 0 ? w.yuan(fee.amount) : w.free],
    [w.facts.papers, w.count(materials.length)],
    [w.facts.questions, w.count(form.fields.length)],
  ] as const;
  return (
    <dl className="wb-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

type Doing = { readonly what: 'change' | 'end' | 'copy'; readonly from: Item };

/** A copy begins without what tells the two apart. */
const copied = ({ endsOn: _ended, ...item }: Item): Item => ({ ...item, id: '', code: '', zh: '', en: '' });

export const ItemPage = ({ id }: { id: string }) => {
  const { w, t, say } = useCatalogueWords();
  const { w: said } = useProposalWords();
  const queries = useQueryClient();
  const administrator = useAdministrator();
  const today = useToday();
  const [, go] = useLocation();
  const { data, error, refetch } = useQuery({
    queryKey: ['item-versions', id],
    queryFn: () => read('/items/{id}', { params: { id } }),
  });
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const [done, setDone] = useState('');
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data || today === undefined) return <Loading />;
  const { proposal, versions } = data;
  const item = itemSchema.parse(data.item);
  const mayPropose = administrator.role === 'administrator' && isOfCity(administrator);
  const isFree = mayPropose && !proposal && !doing;
  const reload = (): void => {
    void queries.invalidateQueries({ queryKey: ['item-versions', id] });
    void queries.invalidateQueries({ queryKey: ['items-managed'] });
  };
  const bringBack = async (version: number): Promise<void> => {
    const former = await read('/items/{id}/versions/{version}', { params: { id, version: String(version) } });
    setDoing({ what: 'change', from: itemSchema.parse(former.item) });
  };
  const { endsOn: _ended, ...goingOn } = item;
  const labels = { change: w.changing(say(item)), end: w.ending(say(item)), copy: w.making };
  return (
    <Page title={say(data)} back={{ to: '/administration/catalogue', label: w.back }}>
      <p role="status" className="ad-done">
        {done}
      </p>
      {!doing && (
        <section className="wb-panel" aria-labelledby="in-force">
          <h2 id="in-force">{w.inForce}</h2>
          <p>
            {t(`departments.${item.department}`)} · {w.modes[item.mode]} · <code>{item.id}</code> · {item.code}
          </p>
          <Facts item={item} />
          {isFree && (
            <p className="wb-buttons">
              <button type="button" className="wb-button" onClick={() => setDoing({ what: 'change', from: item })}>
                {w.change}
              </button>
              {item.endsOn === undefined ? (
                <button type="button" className="wb-button" onClick={() => setDoing({ what: 'end', from: item })}>
                  {w.end}
                </button>
              ) : (
                <button type="button" className="wb-button" onClick={() => setDoing({ what: 'change', from: goingOn })}>
                  {w.restart}
                </button>
              )}
              <button
                type="button"
                className="wb-button"
                onClick={() => setDoing({ what: 'copy', from: copied(item) })}
              >
                {w.copy}
              </button>
            </p>
          )}
          {!mayPropose && <p className="hint">{w.onlyCity}</p>}
        </section>
      )}
      {proposal && (
        <ProposalPanel proposal={proposal} onDone={setDone} onSettled={reload}>
          {proposal.change.kind === 'item' && <ItemPreview item={proposal.change.item} />}
        </ProposalPanel>
      )}
      {doing && (
        <ItemForm
          key={`${doing.what} ${doing.from.version}`}
          label={labels[doing.what]}
          from={doing.from}
          {...(doing.what === 'copy' ? {} : { now: item })}
          isEnd={doing.what === 'end'}
          today={today}
          onClose={() => setDoing(undefined)}
          onDone={(subject) => {
            setDoing(undefined);
            setDone(said.proposed);
            reload();
            if (subject !== id) go(`/administration/proposals/item/${subject}`);
          }}
        />
      )}
      <DatedVersions
        versions={versions}
        name={id}
        compare={async (version) =>
          (await read('/items/{id}/versions/{version}', { params: { id, version: String(version) } })).differences
        }
        restore={isFree ? (version) => void bringBack(version) : undefined}
      />
    </Page>
  );
};
export default ItemPage;
