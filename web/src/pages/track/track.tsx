/**
 * Following a request. With the reference and the code of its receipt nobody has to sign in; whoever is signed in finds
 * their own by the reference alone. Typing errors are noticed before anything is asked.
 */
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { asWritten, isReference, isSecret } from '../../../../domain/ids.ts';
import { read, send } from '../../api/api.ts';
import { refusalIn } from '../../api/failure.ts';
import { useSession } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { type Linked, useLinked } from '../../ui/linked.ts';
import { ReceiptFields } from '../../ui/receipt-fields.tsx';
import { SignInButton } from '../sign-in/sign-in-first.tsx';
import { Progress, type Tracked } from './progress.tsx';

/** The request with this reference among mine, page by page. */
const find = async (reference: string): Promise<string | undefined> => {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof read<'/tickets'>>> = await read('/tickets', {
      query: { limit: 100, ...(cursor === null ? {} : { cursor }) },
    });
    const found = page.tickets.find((ticket) => ticket.reference === reference);
    if (found) return found.id;
    cursor = page.cursor;
  } while (cursor !== null);
  return undefined;
};

const nothing: Linked = { reference: '', secret: '' };

const Track = () => {
  const { t } = useWords();
  const [, go] = useLocation();
  const session = useSession();
  const failureWords = useFailureWords();
  const [typed, setTyped] = useState<Linked>(nothing);
  const [problem, setProblem] = useState<{ at: keyof Linked; text: string }>();
  const [tracked, setTracked] = useState<Tracked>();
  const [isAsking, setAsking] = useState(false);

  const ask = async (asked: Linked): Promise<void> => {
    setAsking(true);
    setProblem(undefined);
    try {
      if (asked.secret !== '') setTracked(await send('/track', { body: asked }));
      else {
        const id = await find(asked.reference);
        if (id === undefined) setProblem({ at: 'reference', text: t('track.notMine') });
        else go(`/my/${id}`);
      }
    } catch (error) {
      const text = refusalIn(error) === 'not-found' ? t('track.noFit') : failureWords(error).detail;
      setProblem({ at: asked.secret === '' ? 'reference' : 'secret', text });
    } finally {
      setAsking(false);
    }
  };
  const submit = (asked: Linked): void => {
    if (!isReference(asked.reference)) return setProblem({ at: 'reference', text: t('track.mistyped') });
    const needsNone = session !== undefined && asked.secret === '';
    if (!needsNone && !isSecret(asked.secret)) return setProblem({ at: 'secret', text: t('track.secretMistyped') });
    void ask(asked);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit({ reference: asWritten(typed.reference), secret: asWritten(typed.secret) });
  };
  // Whoever scanned the receipt need not type.
  useLinked((linked) => {
    setTracked(undefined);
    setTyped(linked);
    submit(linked);
  });
  const problemAt = (field: keyof Linked) => (problem?.at === field ? problem.text : undefined);

  if (tracked)
    return (
      <Page title={t('app.track')} focusKey={tracked.reference}>
        {problem && (
          <p className="problem" role="alert">
            {problem.text}
          </p>
        )}
        <Progress tracked={tracked} />
        <p className="actions">
          <button
            type="button"
            className="button"
            disabled={isAsking}
            onClick={() => submit({ reference: asWritten(typed.reference), secret: asWritten(typed.secret) })}
          >
            {t('track.again')}
          </button>
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              setTracked(undefined);
              setTyped(nothing);
            }}
          >
            {t('track.another')}
          </button>
        </p>
      </Page>
    );
  return (
    <Page title={t('app.track')} lead={t('track.lead')}>
      <form className="form" noValidate onSubmit={onSubmit}>
        <ReceiptFields
          secretLabel={t('receipt.secret')}
          secretHint={t(session ? 'track.secretOptional' : 'track.secretHint')}
          problemAt={problemAt}
          typed={typed}
          onType={setTyped}
        />
        <button type="submit" className="button button-wide" disabled={isAsking}>
          {t('track.find')}
        </button>
      </form>
      {!session && (
        <section className="card" aria-label={t('app.signIn')}>
          <p>{t('track.signIn')}</p>
          <p>
            <SignInButton />
          </p>
        </section>
      )}
      <p className="hint">{t('app.hotline')}</p>
    </Page>
  );
};
export default Track;
