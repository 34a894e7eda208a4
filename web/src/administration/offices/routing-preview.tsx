/** The routing rule over a change: which pairs go elsewhere, and which would find no single office. */
import { useMutation } from '@tanstack/react-query';
import type { OfficeChange } from '../../../../domain/office-change.ts';
import { send } from '../../api/api.ts';
import { differenceRows } from '../parts/difference-rows.ts';
import { Problem } from '../parts/problem.tsx';
import { Differences } from '../parts/versions.tsx';
import { useOfficeWords } from './words.ts';

export const RoutingPreview = ({ change }: { change: OfficeChange }) => {
  const { w, say, language } = useOfficeWords();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () => send('/offices/{id}/preview', { params: { id: change.officeId }, body: { change } }),
  });
  return (
    <section className="ad-preview" aria-label={w.preview}>
      <p className="wb-buttons">
        <button type="button" className="wb-button" disabled={isPending} onClick={() => mutate()}>
          {w.preview}
        </button>
        <span className="hint">{w.previewHint}</span>
      </p>
      {error && <Problem error={error} />}
      <div role="status">
        {data && (
          <>
            <Differences rows={differenceRows(data.differences, language)} />
            {change.do !== 'rename' && (
              <p>
                {w.checked(data.pairs, data.communities)} · {w.moved(data.moved)} ·{' '}
                <strong className={data.unrouted > 0 ? 'problem' : 'ad-done'}>
                  {data.unrouted > 0 ? w.stray(data.unrouted) : w.noStray}
                </strong>
              </p>
            )}
            {data.first.length > 0 && (
              <ul>
                {data.first.map((each) => (
                  <li key={`${each.itemId} ${each.zh} ${each.communityCode}`}>
                    {say(each)} · {each.communityCode} {each.offices.join('、')}
                  </li>
                ))}
              </ul>
            )}
            {(change.do === 'end' || change.do === 'move') && <p>{w.waiting(data.waiting)}</p>}
            {change.do === 'end' && <p>{w.people(data.staff)}</p>}
          </>
        )}
      </div>
    </section>
  );
};
