/** Places without an administrator of their own, looked up when somebody asks: it reads the list of each. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { parentOf } from '../../../../domain/region.ts';
import { read, type Reply } from '../../api/api.ts';
import { Loading } from '../../ui/state.tsx';
import { Problem } from '../parts/problem.tsx';
import { useStaffPageWords } from './words.ts';

type Place = Reply<'GET', '/staff/unadministered'>['places'][number];

const PlaceLine = ({ place, streets }: { place: Place; streets: readonly Place[] }) => {
  const { w, say } = useStaffPageWords();
  return (
    <li>
      <Link href={`/administration/staff?region=${place.code}`}>{say(place)}</Link>{' '}
      <span className="hint">{place.level === 1 ? w.onlyOne : w.noneOwn}</span>
      {streets.length > 0 && <Streets streets={streets} />}
    </li>
  );
};

const Streets = ({ streets }: { streets: readonly Place[] }) => {
  const { w, say } = useStaffPageWords();
  return (
    <details>
      <summary>{w.streetsWithout(streets.length)}</summary>
      <ul className="wb-links">
        {streets.map((street) => (
          <li key={street.code}>
            <Link href={`/administration/staff?region=${street.code}`}>{say(street)}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
};

const Found = ({ places }: { places: readonly Place[] }) => {
  const { w } = useStaffPageWords();
  const above = places.filter(({ level }) => level < 3);
  const streetsOf = (code: string): Place[] =>
    places.filter((place) => place.level === 3 && parentOf(place.code) === code);
  // Streets of districts that have somebody: administered from there.
  const others = places.filter(({ code, level }) => level === 3 && !above.some((each) => each.code === parentOf(code)));
  if (places.length === 0) return <p>{w.allAdministered}</p>;
  return (
    <>
      <ul className="ad-versions">
        {above.map((place) => (
          <PlaceLine key={place.code} place={place} streets={streetsOf(place.code)} />
        ))}
      </ul>
      {others.length > 0 && <Streets streets={others} />}
    </>
  );
};

export const Unadministered = () => {
  const { w } = useStaffPageWords();
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['staff', 'unadministered'],
    queryFn: () => read('/staff/unadministered'),
    enabled: isOpen,
  });
  return (
    <details className="wb-panel" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{w.unadministered}</summary>
      <p className="hint">{w.unadministeredLead}</p>
      {error && <Problem error={error} />}
      {isOpen && !data && !error && <Loading />}
      {data && <Found places={data.places} />}
    </details>
  );
};
