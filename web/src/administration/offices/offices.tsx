/** The list of offices: by region, department and name, page by page; the choice lives in the address. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Link, useSearchParams } from 'wouter';
import { departments, type Department } from '../../../../domain/catalogue.ts';
import { read } from '../../api/api.ts';
import { RegionPicker } from '../../pages/file/fields/region-picker.tsx';
import { dateText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { useAdministrator } from '../me.ts';
import { Page } from '../page.tsx';
import { useOfficeWords } from './words.ts';

const isDepartment = (text: string): text is Department => departments.some((each) => each === text);

const Offices = () => {
  const { w, t, say, language } = useOfficeWords();
  const { regionCode, role } = useAdministrator();
  const id = useId();
  const [params, setParams] = useSearchParams();
  const [region, department, q, ended] = ['region', 'department', 'q', 'ended'].map((name) => params.get(name) ?? '');
  const choose = (name: string, value: string): void =>
    setParams(
      (before) => {
        before.delete(name);
        if (value) before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const query = {
    region: region || regionCode,
    ...(department && isDepartment(department) ? { department } : {}),
    ...(q?.trim() ? { q: q.trim() } : {}),
    ...(ended === 'yes' ? { ended: 'yes' as const } : {}),
    limit: 50,
  };
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['offices', query],
    queryFn: ({ pageParam }) => read('/offices', { query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  });
  const offices = data?.pages.flatMap((page) => page.offices) ?? [];
  return (
    <Page title={w.title} lead={w.lead}>
      <form className="wb-filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <div role="group" aria-label={w.region}>
          <RegionPicker
            id={`${id}-region`}
            code={region ?? ''}
            level={4}
            invalid={false}
            onChange={(code) => choose('region', code)}
          />
        </div>
        <label>
          {w.department}
          <select value={department} onChange={({ target }) => choose('department', target.value)}>
            <option value="">{w.all}</option>
            {departments.map((each) => (
              <option key={each} value={each}>
                {t(`departments.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.search}
          <input type="search" value={q} onChange={({ target }) => choose('q', target.value)} />
        </label>
        <label className="wb-check">
          <input
            type="checkbox"
            checked={ended === 'yes'}
            onChange={({ target }) => choose('ended', target.checked ? 'yes' : '')}
          />
          {w.ended}
        </label>
        {role === 'administrator' && (
          <Link href="/administration/offices/open" className="wb-button">
            {w.open}
          </Link>
        )}
      </form>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && offices.length === 0 && <p>{w.none}</p>}
      {offices.length > 0 && (
        <div className="wb-table-frame">
          <table className="wb-table">
            <thead>
              <tr>
                {[w.office, w.department, w.kind].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {offices.map((office) => (
                <tr key={office.id}>
                  <td className="wb-item">
                    <Link href={`/administration/offices/${office.id}`} className="wb-reference">
                      {say(office)}
                    </Link>{' '}
                    {office.endsOn && (
                      <span className="tag tag-warm">{w.endsOn(dateText(office.endsOn, language))}</span>
                    )}
                  </td>
                  <td>{t(`departments.${office.department}`)}</td>
                  <td>{w.kinds[office.kind]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <p>
          <button type="button" className="wb-button" disabled={isFetching} onClick={() => void fetchNextPage()}>
            {w.more}
          </button>
        </p>
      )}
    </Page>
  );
};
export default Offices;
