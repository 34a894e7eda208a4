/** Registering as a resident: five answers, then a code to show at the counter once. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import type { Field } from '../../../../domain/field.ts';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import type { Registration } from '../../../../domain/registration.ts';
import { send } from '../../api/api.ts';
import { failureIn } from '../../api/failure.ts';
import { useMe, useSession } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { HomeLink, Loading, useFailureWords } from '../../ui/state.tsx';
import { Question } from '../file/fields/question.tsx';
import { RegionPicker } from '../file/fields/region-picker.tsx';
import { Problems } from '../file/place-form.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';
import { CounterCode } from './counter-code.tsx';

const empty: Registration = { name: '', idNumber: '', phone: '', communityCode: '', address: '' };

const useFields = (): readonly (Field & { id: keyof Registration })[] => {
  const { t } = useWords();
  const named = (key: 'name' | 'idNumber' | 'phone' | 'address') => ({
    id: key,
    // The label is in the language of the page already.
    zh: t(`register.${key}`),
    en: t(`register.${key}`),
    required: true,
  });
  return [
    { ...named('name'), type: 'text', prefill: 'resident.name' },
    { ...named('idNumber'), type: 'idcard', pattern: '', checksum: 'GB11643' },
    { ...named('phone'), type: 'phone', pattern: '', prefill: 'resident.phone' },
    { ...named('address'), type: 'text' },
  ];
};

const RegisterForm = () => {
  const { t } = useWords();
  const queries = useQueryClient();
  const fields = useFields();
  const failureWords = useFailureWords();
  const [given, setGiven] = useState(empty);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const register = useMutation({
    mutationFn: (body: Registration) => send('/me/registration', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
    onError: (error) => {
      const found = failureIn(error);
      setProblems(
        found.kind === 'refused'
          ? (found.problem.errors ?? []).map(({ path, code, zh, en }) => ({ path, code, zh, en }))
          : [],
      );
    },
  });
  const refused = register.error && problems.length === 0 ? failureWords(register.error) : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing = [
      ...fields.filter(({ id }) => given[id].trim() === ''),
      ...(/^\d{9}(?!000)\d{3}$/.test(given.communityCode)
        ? []
        : [{ id: 'communityCode', zh: '所在社区', en: 'Community' }]),
    ];
    const found = missing.map(({ id, zh, en }) => ({
      path: id,
      code: 'required',
      zh: `请填写“${zh}”`,
      en: `${en}: required`,
    }));
    setProblems(found);
    if (found.length === 0) register.mutate(given);
  };
  return (
    <form className="form" noValidate onSubmit={submit}>
      {refused && (
        <div className="problems" role="alert">
          <h2>{refused.title}</h2>
          <p>{refused.detail}</p>
        </div>
      )}
      <Problems problems={problems} />
      {fields.map((field) => (
        <Question
          key={field.id}
          field={field}
          value={given[field.id]}
          problems={problems}
          uploadFor={{ itemId: '' }}
          onChange={(value) => setGiven({ ...given, [field.id]: String(value) })}
        />
      ))}
      <fieldset className="question">
        <legend className="label">{t('file.community')}</legend>
        <RegionPicker
          id="community"
          code={given.communityCode}
          invalid={problems.some(({ path }) => path === 'communityCode')}
          onChange={(communityCode) => setGiven({ ...given, communityCode })}
        />
      </fieldset>
      <p>{t('register.use')}</p>
      <button type="submit" className="button button-wide" disabled={register.isPending}>
        {t('register.submit')}
      </button>
    </form>
  );
};

const Register = () => {
  const { t } = useWords();
  const session = useSession();
  const me = useMe();
  if (!session) return <SignInFirst />;
  if (!me) return <Loading />;
  if (me.registration === 'none')
    return (
      <Page title={t('register.title')} lead={t('register.lead')}>
        <RegisterForm />
      </Page>
    );
  return (
    <Page title={t(me.registration === 'verified' ? 'register.verified' : 'register.done')} focusKey={me.registration}>
      <CounterCode me={me} />
      <p className="actions">
        <Link href="/mine" className="button">
          {t('app.mine')}
        </Link>
        <HomeLink />
      </p>
    </Page>
  );
};
export default Register;
