/** An office by department and level: its id says both, and the service knows which ids there are. */
import type { Ticket } from '../../api/ticket.ts';
import { departments } from '../../pages/home/departments.ts';
import { useStaffWords } from '../words.ts';

const levels = { street: 9, district: 6, city: 4 } as const;
type Level = keyof typeof levels;

const partsOf = (officeId: unknown): { department: string; digits: string } => {
  const [, department = '', digits = ''] = /^([a-z-]*)-(\d*)$/.exec(String(officeId ?? '')) ?? [];
  return { department, digits };
};

type OfficeInputProps = {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (officeId: string) => void;
  readonly ticket: Ticket;
};

export const OfficeInput = ({ id, value, onChange, ticket }: OfficeInputProps) => {
  const { w, t } = useStaffWords();
  const { department, digits } = partsOf(value);
  const level = (Object.keys(levels) as Level[]).find((each) => levels[each] === digits.length) ?? 'street';
  const change = (name: string, at: Level): void =>
    onChange(name === '' ? '' : `${name}-${ticket.communityCode.slice(0, levels[at])}`);
  return (
    <div className="wb-pair">
      <label>
        <span className="hint">{w.act.department}</span>
        <select id={id} value={department} onChange={({ target }) => change(target.value, level)}>
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
        <span className="hint">{w.act.level}</span>
        <select value={level} onChange={({ target }) => change(department, target.value as Level)}>
          {(Object.keys(levels) as Level[]).map((each) => (
            <option key={each} value={each}>
              {w.act.levels[each]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
};
