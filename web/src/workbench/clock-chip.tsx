import { Icon } from '../ui/icon.tsx';
import { clockIcons, clockStateOf, clockText } from './clock-state.ts';
import { useStaffWords } from './words.ts';

/** A due moment with its state in words, sign and colour. @param now milliseconds since 1970 */
export const ClockChip = ({ due, stands, now }: { due: string; stands: boolean; now: number }) => {
  const { w, language } = useStaffWords();
  const state = clockStateOf({ due, stands }, now);
  return (
    <span className={`wb-clock wb-clock-${state}`} title={due.slice(0, 16).replace('T', ' ')}>
      <Icon name={clockIcons[state]} /> {clockText({ due, stands }, now, w.clock, language)}
    </span>
  );
};
