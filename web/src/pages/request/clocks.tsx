/** Why it is that date: every day that counts and every day that does not. */
import type { ClockAccount } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { dateText } from '../../ui/dates.ts';

const Clock = ({ account }: { account: ClockAccount }) => {
  const { t, say, language } = useWords();
  return (
    <details className="clock">
      <summary>
        <span className="row-title">{t(`clocks.${account.name}`)}</span>
        <span className="tag">{t(`clockStates.${account.status}`)}</span>
      </summary>
      <p>{say(account)}</p>
      {account.lines.length > 0 && (
        <ol className="days">
          {account.lines.map((line) => (
            <li key={line.date} className={line.counted ? 'day day-counted' : 'day'}>
              <span className="day-date">{dateText(line.date, language)}</span>
              <span>{say(line)}</span>
              {line.holders.length > 0 && (
                <span className="hint">
                  {t('request.heldBy')} {line.holders.map(say).join('、')}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
};

export const Clocks = ({ accounts }: { accounts: readonly ClockAccount[] }) => {
  const { t } = useWords();
  if (accounts.length === 0) return null;
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks">{t('request.clocks')}</h2>
      <div className="list">
        {accounts.map((account) => (
          <Clock key={`${account.name}-${account.generation}-${account.start}`} account={account} />
        ))}
      </div>
    </section>
  );
};
