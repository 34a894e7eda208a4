/** Papers that are there already: where each comes from, who checked it, how long it is good, and one tap that consents. */
import type { KeptPaper } from '../api/known.ts';
import { useWords } from '../i18n/i18n.ts';
import { dayText } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';

type Facts = Pick<KeptPaper, 'givenOn' | 'verified' | 'lastDay' | 'originalNeeded'>;

/** 3月2日交来 · 由德民社区综合服务站核对 · 有效至… */
export const KeptFacts = ({ paper }: { paper: Facts }) => {
  const { t, say, language } = useWords();
  const date = (day: string): string => dayText(day, language);
  return (
    <span className="kept-facts">
      <span>{t('kept.given', { date: date(paper.givenOn) })}</span>
      {paper.verified ? (
        <span className="tag tag-good">
          <Icon name="check" />{' '}
          {t('kept.verified', { office: say(paper.verified.office), date: date(paper.verified.on) })}
        </span>
      ) : (
        <span className="tag tag-warm">{t('kept.unverified')}</span>
      )}
      <span>{paper.lastDay === null ? t('kept.lasting') : t('kept.lastDay', { date: date(paper.lastDay) })}</span>
      {paper.originalNeeded && <span>{t('kept.original')}</span>}
    </span>
  );
};

type KeptOfferProps = {
  readonly papers: readonly KeptPaper[];
  readonly chosen: readonly string[];
  readonly onChoose: (id: string, isChosen: boolean) => void;
  /** Says who consents; the resident themselves unless told otherwise. */
  readonly consent?: string;
};

export const KeptOffer = ({ papers, chosen, onChoose, consent }: KeptOfferProps) => {
  const { t, say } = useWords();
  return (
    <ul className="kept">
      {papers.map((paper) => (
        <li key={paper.id} {...(paper.objection ? { className: 'card' } : {})}>
          {paper.objection ? (
            <>
              <strong>{say(paper.materialName)}</strong>
              <KeptFacts paper={paper} />
              <span className="hint">{say(paper.objection)}</span>
            </>
          ) : (
            <label className="choice">
              <input
                type="checkbox"
                checked={chosen.includes(paper.id)}
                onChange={({ target }) => onChoose(paper.id, target.checked)}
              />
              <span>
                <strong>
                  {consent ?? t('kept.use')}
                  {'：'}
                  {say(paper.materialName)}
                </strong>
                <KeptFacts paper={paper} />
              </span>
            </label>
          )}
        </li>
      ))}
    </ul>
  );
};
