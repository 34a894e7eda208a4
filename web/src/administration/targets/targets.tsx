/** All targets: value, due date, version, and whether a change waits. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { dateText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { Page } from '../page.tsx';
import { goalText, targetsQuery } from './target.ts';
import { useTargetWords } from './words.ts';

const Targets = () => {
  const { w, say, language } = useTargetWords();
  const { data, error, refetch } = useQuery(targetsQuery);
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <Page title={w.title} lead={w.lead}>
      <div className="wb-table-frame">
        <table className="wb-table">
          <thead>
            <tr>
              {[w.name, w.urban, w.rural, w.dueOn, w.version, w.state].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.targets.map(({ target, draft }) => (
              <tr key={target.id}>
                <td className="wb-item">
                  <Link href={`/administration/targets/${target.id}`} className="wb-reference">
                    {say(target)}
                  </Link>
                </td>
                <td>{goalText(target, 'urban', language)}</td>
                <td>{goalText(target, 'rural', language)}</td>
                <td>{dateText(target.dueOn, language)}</td>
                <td>{target.version}</td>
                <td>{draft ? <span className="tag tag-warm">{w.open}</span> : w.none}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
};
export default Targets;
