/** The districts of one's region, and how many limits each has of its own. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { read } from '../../api/api.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { partName } from '../parts/part-names.ts';
import { limitText, steps, windows } from './limit-field.tsx';
import { useLimitWords } from './words.ts';

export const Districts = () => {
  const { w, say, language } = useLimitWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['district-rules', 'all'],
    queryFn: () => read('/rules/districts'),
  });
  return (
    <section className="wb-panel" aria-labelledby="districts">
      <h2 id="districts">{w.districts}</h2>
      <p className="hint">{w.districtsLead}</p>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && (
        <ul className="wb-links">
          {data.districts.map((district) => (
            <li key={district.code}>
              <Link href={`/administration/limits/${district.code}`}>{say(district)}</Link>
              <span className="hint">
                {[...steps, ...windows]
                  .flatMap((name) => {
                    const own = district.limits[name];
                    return own ? `${partName(name, language)} ${limitText(own, language)}` : [];
                  })
                  .join(language === 'en' ? ', ' : '，') || w.same}
              </span>
              {district.proposed && <span className="tag tag-warm">{w.proposed}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
