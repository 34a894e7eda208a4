/** District, street, community: one list after the other, in the phone's own pickers. */
import { useQueries } from '@tanstack/react-query';
import { read } from '../../../api/api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Failed } from '../../../ui/state.tsx';

type RegionPickerProps = {
  readonly id: string;
  /** The region chosen so far, 12 digits, or nothing. */
  readonly code: string;
  readonly onChange: (code: string) => void;
  readonly invalid: boolean;
  /** Down to which level (domain/region.ts). */
  readonly level?: 1 | 2 | 3 | 4;
  /** A region offered by one touch, since mostly it is the same as another. */
  readonly suggested?: string | undefined;
};

const city = '320600000000';
/** Digits that name a region of level 1, 2, 3, 4. */
const digits = [4, 6, 9, 12] as const;
const upTo = (code: string, level: number): string => code.slice(0, digits[level - 1]).padEnd(12, '0');
const levels = [2, 3, 4] as const;
const levelNames = { 2: 'district', 3: 'street', 4: 'community' } as const;

export const useRegionNames = (codes: readonly string[]): readonly (string | undefined)[] =>
  useQueries({
    queries: codes.map((code) => ({
      queryKey: ['region', code],
      queryFn: () => read('/regions/{code}', { params: { code } }),
      staleTime: Infinity,
    })),
  }).map(({ data }) => data?.display);

/** 崇川区城东街道德民社区, as far as the code says. */
export const useRegionPath = (code: string): string => {
  const known = levels.filter((level) => code !== '' && upTo(code, level) !== upTo(code, level - 1));
  return useRegionNames(known.map((level) => upTo(code, level)))
    .map((name) => name ?? '…')
    .join('');
};

export const RegionPicker = ({ id, code, onChange, invalid, level = 4, suggested }: RegionPickerProps) => {
  const { t } = useWords();
  const suggestedPath = useRegionPath(suggested ?? '');
  const isChosen = (at: number): boolean => code !== '' && upTo(code, at) !== upTo(code, at - 1);
  const shown = levels.filter((each) => each <= level && (each === 2 || isChosen(each - 1)));
  const lists = useQueries({
    queries: shown.map((each) => {
      const parent = each === 2 ? city : upTo(code, each - 1);
      return {
        queryKey: ['regions', parent],
        queryFn: () => read('/regions', { query: { parent } }),
        staleTime: Infinity,
      };
    }),
  });
  const broken = lists.find(({ error }) => error !== null);
  if (broken) return <Failed error={broken.error} again={() => void broken.refetch()} />;
  return (
    <div className="regions">
      {suggested && suggested !== code && (
        <button type="button" className="button button-quiet" onClick={() => onChange(upTo(suggested, level))}>
          {t('file.sameRegion', { region: suggestedPath })}
        </button>
      )}
      {shown.map((each, i) => (
        <div key={each}>
          <label htmlFor={`${id}-${each}`} className="label">
            {t(`file.levels.${levelNames[each]}`)}
          </label>
          <select
            id={`${id}-${each}`}
            className="input"
            aria-invalid={invalid && !isChosen(each)}
            value={isChosen(each) ? upTo(code, each) : ''}
            onChange={({ target }) => onChange(target.value === '' ? upTo(code || city, each - 1) : target.value)}
          >
            <option value="">{t('file.choose')}</option>
            {lists[i]?.data?.regions.map((region) => (
              <option key={region.code} value={region.code}>
                {region.display}
              </option>
            ))}
          </select>
        </div>
      ))}
    </div>
  );
};
