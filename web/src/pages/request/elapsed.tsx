/** Whose working time it took so far: the parts are the whole. */
import type { Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { Words } from '../../i18n/zh.ts';
import { workingText } from '../../ui/dates.ts';

const isHolder = (kind: string, names: Words['holders']): kind is keyof Words['holders'] & string => kind in names;

const useHolderName = (ticket: Ticket) => {
  const { t, say } = useWords();
  const names: Words['holders'] = t('holders', { returnObjects: true });
  return (key: string): string => {
    const [kind = '', id] = key.split(':');
    if (id === ticket.station.id) return say(ticket.station);
    if (ticket.office && id === ticket.office.id) return say(ticket.office);
    return isHolder(kind, names) ? t(`holders.${kind}`) : kind;
  };
};

export const Elapsed = ({ ticket }: { ticket: Ticket }) => {
  const { t, language } = useWords();
  const nameOf = useHolderName(ticket);
  const parts = Object.entries(ticket.elapsed).filter(([, ms]) => ms >= 60_000);
  const whole = parts.reduce((sum, [, ms]) => sum + ms, 0);
  if (whole === 0) return null;
  return (
    <section aria-labelledby="elapsed">
      <h2 id="elapsed">{t('request.elapsed')}</h2>
      <ul className="card bars">
        {parts.map(([key, ms]) => (
          <li key={key}>
            <span>{nameOf(key)}</span>
            <strong>{workingText(ms, language)}</strong>
            <meter min={0} max={whole} value={ms} aria-label={nameOf(key)} />
          </li>
        ))}
      </ul>
      <p className="hint">{t('request.elapsedNote', { whole: workingText(whole, language) })}</p>
    </section>
  );
};
