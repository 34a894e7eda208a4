/** Finds one of my requests by its reference. A typing error is noticed before anything is asked. */
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { isReference } from '../../../../domain/ids.ts';
import { read } from '../../api/api.ts';
import { useSession } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { SignInButton } from '../sign-in/sign-in-first.tsx';

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

const Track = () => {
  const { t } = useWords();
  const [, go] = useLocation();
  const session = useSession();
  const failureWords = useFailureWords();
  const [reference, setReference] = useState('');
  const [problem, setProblem] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const asked = reference.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
    if (!isReference(asked)) return setProblem(t('track.mistyped'));
    try {
      const id = await find(asked);
      if (id === undefined) setProblem(t('track.notMine'));
      else go(`/my/${id}`);
    } catch (error) {
      setProblem(failureWords(error).detail);
    }
  };
  return (
    <Page title={t('app.track')} lead={t('track.lead')}>
      {session ? (
        <form className="form" noValidate onSubmit={(event) => void submit(event)}>
          <div className="question">
            <label htmlFor="reference" className="label">
              {t('receipt.reference')}
            </label>
            <p id="reference-hint" className="hint">
              {t('track.hint')}
            </p>
            {problem !== '' && (
              <p id="reference-problem" className="problem" role="alert">
                {problem}
              </p>
            )}
            <input
              id="reference"
              className="input reference-input"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={12}
              aria-invalid={problem !== ''}
              aria-describedby={problem === '' ? 'reference-hint' : 'reference-hint reference-problem'}
              value={reference}
              onChange={({ target }) => setReference(target.value)}
            />
          </div>
          <button type="submit" className="button button-wide">
            {t('track.find')}
          </button>
        </form>
      ) : (
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
