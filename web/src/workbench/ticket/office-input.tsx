/** An office among those there are: of a department, in the district of the request or of the city itself. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ancestorsOf } from '../../../../domain/region.ts';
import { read, type Reply } from '../../api/api.ts';
import type { Ticket } from '../../api/ticket.ts';
import { departments, type Department } from '../../pages/home/departments.ts';
import { shortName, useStaffWords } from '../words.ts';

type Office = Reply<'GET', '/offices'>['offices'][number];

/** Everything of one department in the district, which has some dozens, and the few that the city has itself. */
const officesOf = async (department: Department, district: string, city: string): Promise<Office[]> => {
  const found: Office[] = [];
  // The city's own stand first in its list.
  const own = await read('/offices', { query: { department, region: city, limit: 5 } });
  for (let cursor: string | null = null; ;) {
    const query = { department, region: district, limit: 100 };
    const page: Reply<'GET', '/offices'> = await read('/offices', {
      query: cursor === null ? query : { ...query, cursor },
    });
    found.push(...page.offices);
    cursor = page.cursor;
    if (cursor === null) return [...found, ...own.offices.filter(({ regionCode }) => regionCode === city)];
  }
};

/** 0: in the street of the request, then its district, the city; the last: elsewhere. */
const distanceOf = ({ regionCode }: Office, communityCode: string): number => {
  const above = ancestorsOf(communityCode);
  const at = above.indexOf(regionCode);
  return at === -1 ? above.length : at;
};
const nearestFirst = (offices: readonly Office[], communityCode: string): Office[] =>
  offices.toSorted((a, b) => distanceOf(a, communityCode) - distanceOf(b, communityCode));

type OfficeInputProps = {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (officeId: string) => void;
  readonly ticket: Ticket;
  readonly described: { 'aria-invalid': boolean; 'aria-describedby'?: string };
};

export const OfficeInput = ({ id, value, onChange, ticket, described }: OfficeInputProps) => {
  const { w, t, say } = useStaffWords();
  const given = departments.find((each) => String(value ?? '').startsWith(`${each}-`));
  const [department, setDepartment] = useState<Department | ''>(given ?? '');
  const [, district = '', city = ''] = ancestorsOf(ticket.communityCode);
  const { data, error } = useQuery({
    queryKey: ['offices-of', department, district],
    queryFn: () => (department === '' ? [] : officesOf(department, district, city)),
    enabled: department !== '',
    staleTime: 60_000,
  });
  const offices = nearestFirst(data ?? [], ticket.communityCode);
  // Mostly it is the nearest one; who wants another one chooses it.
  const nearest = offices.find((office) => distanceOf(office, ticket.communityCode) < 3);
  const isChosen = value !== undefined && value !== '';
  useEffect(() => {
    if (nearest && !isChosen) onChange(nearest.id);
    // Once the offices of another department have come, not after each choice.
  }, [nearest?.id]);
  return (
    <div className="wb-pair">
      <label>
        <span className="hint">{w.act.department}</span>
        <select
          id={id}
          value={department}
          onChange={({ target }) => {
            setDepartment(target.value as Department | '');
            onChange('');
          }}
          {...described}
        >
          <option value="">{w.act.choose}</option>
          {departments
            .filter((each) => each !== 'station')
            .map((each) => (
              <option key={each} value={each}>
                {t(`departments.${each}`)}
              </option>
            ))}
        </select>
      </label>
      <label>
        <span className="hint">{w.act.office}</span>
        <select
          value={typeof value === 'string' ? value : ''}
          disabled={!data || data.length === 0}
          onChange={({ target }) => onChange(target.value)}
        >
          <option value="">{department !== '' && data?.length === 0 ? w.act.noOffice : w.act.choose}</option>
          {offices.map((office) => (
            <option key={office.id} value={office.id}>
              {shortName(say(office))}
            </option>
          ))}
        </select>
        {error && <span className="problem">{w.act.noOffices}</span>}
      </label>
    </div>
  );
};
