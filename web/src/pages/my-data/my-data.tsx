/** What is held about me: taken along as a file, who looked at it, and its erasure. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { read, type Reply, send } from '../../api/api.ts';
import { usePersonId } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { dateText } from '../../ui/dates.ts';
import { Page } from '../../ui/page.tsx';
import { Failed, Loading, useFailureWords } from '../../ui/state.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';
import { saveFile } from './save-file.ts';

type Erasure = Reply<'GET', '/me/erasure'>;

const Export = () => {
  const { t } = useWords();
  const failureWords = useFailureWords();
  const take = useMutation({
    mutationFn: async (as: 'json' | 'html') => {
      const data = await read('/me/export');
      const { pageOf } = await import('./export-page.ts');
      const name = `yizhan-${data.exportedAt.slice(0, 10)}`;
      if (as === 'json') saveFile(`${name}.json`, 'application/json', JSON.stringify(data, null, 2));
      else saveFile(`${name}.html`, 'text/html', pageOf(data, t('data.exportTitle')));
    },
  });
  return (
    <section className="card" aria-labelledby="export">
      <h2 id="export">{t('data.export')}</h2>
      <p>{t('data.exportLead')}</p>
      {take.error && (
        <p className="problem" role="alert">
          {failureWords(take.error).detail}
        </p>
      )}
      <p className="message-actions">
        <button type="button" className="button" disabled={take.isPending} onClick={() => take.mutate('html')}>
          {t('data.forReading')}
        </button>
        <button
          type="button"
          className="button button-quiet"
          disabled={take.isPending}
          onClick={() => take.mutate('json')}
        >
          {t('data.forMachines')}
        </button>
      </p>
    </section>
  );
};

const Seen = () => {
  const { t, say, language } = useWords();
  const { data, error, refetch } = useQuery({ queryKey: ['disclosures'], queryFn: () => read('/me/disclosures') });
  return (
    <section aria-labelledby="seen">
      <h2 id="seen">{t('data.seen')}</h2>
      {error && !data ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.disclosures.length === 0 ? (
        <p>{t('data.seenNobody')}</p>
      ) : (
        <ul className="list">
          {data.disclosures.map((each) => (
            <li key={`${each.at} ${each.kind}`} className="row">
              <span className="row-main">
                <span className="row-title">{say(each)}</span>
                <span className="row-sub">
                  {[
                    dateText(each.at.slice(0, 10), language),
                    each.by.office && say(each.by.office),
                    each.purpose && say(each.purpose),
                    each.reason,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Ask = ({ erasure, done }: { erasure: Erasure; done: () => unknown }) => {
  const { t, language } = useWords();
  const failureWords = useFailureWords();
  // To be typed, so that nobody erases by a slip of the finger.
  const word = t('data.confirmWord');
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const ask = useMutation({
    mutationFn: () => send('/me/erasure', { body: { confirm: 'erase' } }),
    onSuccess: done,
  });
  if (erasure.openRequests > 0) return <p>{t('data.openFirst', { count: erasure.openRequests })}</p>;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = typed.trim().toLowerCase() !== word.toLowerCase();
    setIsWrong(wrong);
    if (!wrong) ask.mutate();
  };
  return (
    <form noValidate onSubmit={submit}>
      <ul>
        <li>{t('data.whatGoes')}</li>
        {erasure.keptUntil !== null && (
          <li>{t('data.whatStays', { date: dateText(erasure.keptUntil.slice(0, 10), language) })}</li>
        )}
        <li>{t('data.waiting', { count: erasure.waitDays })}</li>
        <li>{t('data.afterwards')}</li>
      </ul>
      <label htmlFor="confirm" className="label">
        {t('data.typeToConfirm', { word })}
      </label>
      <input
        id="confirm"
        className="input"
        autoComplete="off"
        value={typed}
        aria-invalid={isWrong}
        onChange={({ target }) => {
          setTyped(target.value);
          setIsWrong(false);
        }}
      />
      {(isWrong || ask.error) && (
        <p className="problem" role="alert">
          {ask.error ? failureWords(ask.error).detail : t('data.notConfirmed', { word })}
        </p>
      )}
      <button type="submit" className="button button-danger" disabled={ask.isPending}>
        {t('data.erase')}
      </button>
    </form>
  );
};

const Waiting = ({ erasure, done }: { erasure: Erasure; done: () => unknown }) => {
  const { t, language } = useWords();
  const withdraw = useMutation({
    mutationFn: () => send('/me/erasure/withdraw', { body: {} }),
    onSuccess: done,
  });
  return (
    <>
      {withdraw.error && <Failed error={withdraw.error} />}
      <p role="status">
        {t('data.isWaiting', { date: dateText((erasure.dueAt ?? '').slice(0, 10), language) })}
        {erasure.openRequests > 0 && ` ${t('data.isPostponed')}`}
      </p>
      <button type="button" className="button" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {t('data.takeBack')}
      </button>
    </>
  );
};

const Erase = () => {
  const { t } = useWords();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ['erasure'], queryFn: () => read('/me/erasure') });
  const done = () => queries.invalidateQueries({ queryKey: ['erasure'] });
  return (
    <section className="card" aria-labelledby="erase">
      <h2 id="erase">{t('data.erasure')}</h2>
      {error && !data ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.state === 'waiting' ? (
        <Waiting erasure={data} done={done} />
      ) : (
        <>
          {data.state === 'withdrawn' && <p role="status">{t('data.takenBack')}</p>}
          <Ask erasure={data} done={done} />
        </>
      )}
    </section>
  );
};

const MyData = () => {
  const { t } = useWords();
  const personId = usePersonId();
  if (personId === undefined) return <SignInFirst />;
  return (
    <Page title={t('data.title')} lead={t('data.lead')} back={{ to: '/mine', label: t('app.mine') }}>
      <Export />
      <Seen />
      <Erase />
    </Page>
  );
};
export default MyData;
