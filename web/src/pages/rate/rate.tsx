/**
 * Rating without signing in: from the code of the message, or on the screen that a clerk has turned round. Nothing of the
 * request is shown: whoever stands before it knows what it was about.
 */
import { type FormEvent, useState } from 'react';
import { asWritten, isReference, isSecret } from '../../../../domain/ids.ts';
import { type Reply, send } from '../../api/api.ts';
import { refusalIn } from '../../api/failure.ts';
import { useWords } from '../../i18n/i18n.ts';
import { type Linked, useLinked } from '../../ui/linked.ts';
import { ReceiptFields } from '../../ui/receipt-fields.tsx';
import { Page } from '../../ui/page.tsx';
import { type Rating, RatingForm } from '../../ui/rating-form.tsx';
import { HomeLink, Message, useFailureWords } from '../../ui/state.tsx';

const nothing: Linked = { reference: '', secret: '' };

const Rate = () => {
  const { t, say } = useWords();
  const failureWords = useFailureWords();
  const [typed, setTyped] = useState<Linked>(nothing);
  /** Complete and without a typing error: to be rated with. */
  const [code, setCode] = useState<Linked>();
  const [problem, setProblem] = useState<{ at: keyof Linked | 'rating'; text: string }>();
  const [done, setDone] = useState<Reply<'POST', '/ratings'>>();
  const [isBusy, setBusy] = useState(false);

  const take = (asked: Linked): void => {
    if (!isReference(asked.reference)) return setProblem({ at: 'reference', text: t('track.mistyped') });
    if (!isSecret(asked.secret)) return setProblem({ at: 'secret', text: t('rateByCode.mistyped') });
    setProblem(undefined);
    setCode(asked);
  };
  useLinked((linked) => {
    setDone(undefined);
    setTyped(linked);
    take(linked);
  });
  const onCode = (event: FormEvent): void => {
    event.preventDefault();
    take({ reference: asWritten(typed.reference), secret: asWritten(typed.secret) });
  };
  const onRate = async (rating: Rating): Promise<void> => {
    if (!code) return;
    setBusy(true);
    setProblem(undefined);
    try {
      setDone(await send('/ratings', { body: { ...code, ...rating } }));
    } catch (error) {
      const isUnknown = refusalIn(error) === 'not-found';
      const text = isUnknown ? t('rateByCode.noFit') : failureWords(error).detail;
      // Another code may be the right one; anything else is said beside the faces.
      if (isUnknown) setCode(undefined);
      setProblem({ at: isUnknown ? 'secret' : 'rating', text });
    } finally {
      setBusy(false);
    }
  };
  const problemAt = (field: keyof Linked) => (problem?.at === field ? problem.text : undefined);

  if (done)
    return (
      <Page title={t('rateByCode.thanks')} focusKey="done">
        <div role="status">
          <Message title={say(done.next)} actions={<HomeLink />} />
        </div>
      </Page>
    );
  if (code)
    return (
      <Page title={t('rateByCode.title')} lead={t('requests.reference', { reference: code.reference })} focusKey="rate">
        {problem?.at === 'rating' && (
          <p className="problem" role="alert">
            {problem.text}
          </p>
        )}
        <RatingForm onRate={(rating) => void onRate(rating)} isBusy={isBusy} />
        <p className="hint">{t('rateByCode.yours')}</p>
      </Page>
    );
  return (
    <Page title={t('rateByCode.title')} lead={t('rateByCode.lead')} focusKey="code">
      <form className="form" noValidate onSubmit={onCode}>
        <ReceiptFields
          secretLabel={t('rateByCode.code')}
          secretHint={t('rateByCode.hint')}
          problemAt={problemAt}
          typed={typed}
          onType={setTyped}
        />
        <button type="submit" className="button button-wide">
          {t('file.next')}
        </button>
      </form>
      <p className="hint">{t('app.hotline')}</p>
    </Page>
  );
};
export default Rate;
