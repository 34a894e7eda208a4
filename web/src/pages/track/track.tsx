/**
 * Following a request. With the reference and the code of its receipt nobody has to sign in; whoever is signed in finds
 * their own by the reference alone. Typing errors are noticed before anything is asked.
 */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { asWritten, isReference, isSecret } from '../../../../domain/ids.ts';
import { read, send } from '../../api/api.ts';
import { refusalIn } from '../../api/failure.ts';
import { useSession } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { SignInButton } from '../sign-in/sign-in-first.tsx';
import { takeLinked } from './link.ts';
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

type Typed = { reference: string; secret: string };
const nothing: Typed = { reference: '', secret: '' };

type InputProps = {
  readonly id: 'reference' | 'secret';
  readonly label: string;
  readonly hint: string;
  readonly problem: string | undefined;
  readonly longest: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

const CodeInput = ({ id, label, hint, problem, longest, value, onChange }: InputProps) => (
  <div className="question">
    <label htmlFor={id} className="label">
      {label}
    </label>
    <p id={`${id}-hint`} className="hint">
      {hint}
    </p>
    {problem !== undefined && (
      <p id={`${id}-problem`} className="problem" role="alert">
        {problem}
      </p>
    )}
    <input
      id={id}
      className="input reference-input"
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={longest}
      aria-invalid={problem !== undefined}
      aria-describedby={problem === undefined ? `${id}-hint` : `${id}-hint ${id}-problem`}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  </div>
);

const Track = () => {
  const { t } = useWords();
  const [, go] = useLocation();
  const session = useSession();
  const failureWords = useFailureWords();
  const [typed, setTyped] = useState<Typed>(nothing);
  const [problem, setProblem] = useState<{ at: keyof Typed; text: string }>();
  const [tracked, setTracked] = useState<Tracked>();
  const [isAsking, setAsking] = useState(false);
  const hasLooked = useRef(false);

  const ask = async (asked: Typed): Promise<void> => {
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
  const submit = (asked: Typed): void => {
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
  useEffect(() => {
    if (hasLooked.current) return;
    hasLooked.current = true;
    const linked = takeLinked();
    if (!linked) return;
    setTyped(linked);
    submit(linked);
  });
  const problemAt = (field: keyof Typed) => (problem?.at === field ? problem.text : undefined);

  if (tracked)
    return (
      <Page title={t('app.track')} focusKey={tracked.reference}>
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
        <CodeInput
          id="reference"
          label={t('receipt.reference')}
          hint={t('track.hint')}
          problem={problemAt('reference')}
          longest={16}
          value={typed.reference}
          onChange={(reference) => setTyped({ ...typed, reference })}
        />
        <CodeInput
          id="secret"
          label={t('receipt.secret')}
          hint={t(session ? 'track.secretOptional' : 'track.secretHint')}
          problem={problemAt('secret')}
          longest={24}
          value={typed.secret}
          onChange={(secret) => setTyped({ ...typed, secret })}
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
