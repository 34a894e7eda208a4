/** What stands in the place of a region that somebody is not over. */
import { Link } from 'wouter';
import { Message } from '../../ui/state.tsx';
import { useOverseer } from '../overseer.ts';
import { useSupervisionWords } from '../words.ts';
import { useRegionName } from './use-region.ts';

export const NotOver = () => {
  const { s } = useSupervisionWords();
  const { regionCode, home } = useOverseer();
  const own = useRegionName(regionCode);
  return (
    <div className="wb-page">
      <h1>{s.notOver.title}</h1>
      <Message
        title={s.notOver.which(own ?? regionCode)}
        actions={
          <Link href={home} className="button">
            {s.notOver.back}
          </Link>
        }
      >
        <p>{s.notOver.text}</p>
      </Message>
    </div>
  );
};
