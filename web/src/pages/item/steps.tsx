/** The way it goes through the departments, and what the law says about time. */
import type { Item } from '../../../../domain/catalogue.ts';
import { useWords } from '../../i18n/i18n.ts';

export const Steps = ({ item }: { item: Item }) => {
  const { t, say } = useWords();
  const { statutoryOriginal, statutoryBasis, statutoryNumberRead } = item.limits;
  if (item.steps.length === 0 && !statutoryOriginal) return null;
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t('item.steps')}</h2>
      <ol className="steps">
        {item.steps.map((step) => (
          <li key={step.id}>
            <span className="step-name">{say(step)}</span>
            <span className="step-sub">
              {t(`departments.${step.department}`)}
              {step.workdays > 0 && ` · ${t('item.stepDays', { n: step.workdays })}`}
              {step.publicNotice && ` · ${t('item.notice', { n: step.publicNotice.value })}`}
              {step.excluded && ` · ${t('item.excluded')}`}
            </span>
          </li>
        ))}
      </ol>
      {statutoryOriginal && statutoryNumberRead && (
        <p>
          {t('item.law')} {t(`item.lawDays.${statutoryOriginal.unit}`, { n: statutoryOriginal.value })}
          {'　'}
          <span className="hint">{t('item.basis', { basis: statutoryBasis })}</span>
        </p>
      )}
    </section>
  );
};
