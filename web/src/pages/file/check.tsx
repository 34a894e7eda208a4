/** Everything on one page before it goes: each answer can be changed, and the truth is stated. */
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Field } from '../../../../domain/field.ts';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import { failureIn } from '../../api/failure.ts';
import type { KeptPaper, Known } from '../../api/known.ts';
import { type Draft, isFromFile } from '../../drafts/draft.ts';
import { sendDraft } from '../../drafts/send.ts';
import { useForgetDrafts } from '../../drafts/use-drafts.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { AnswerText } from '../../ui/answer-text.tsx';
import { KnownText } from '../../ui/known-text.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { useRegionPath } from './fields/region-picker.tsx';
import { type Place, placeOfField, problemsOf } from './places.ts';
import { Problems, Progress } from './place-form.tsx';

type CheckProps = {
  readonly draft: Draft;
  readonly known: Known | undefined;
  readonly places: readonly Place[];
  readonly step: number;
  readonly steps: number;
  readonly savedAt: number;
  readonly back: string;
  /** Reads the draft again, after it was handed over. */
  readonly reload: () => Promise<void>;
};

const Change = ({ draftId, place, name }: { draftId: string; place: string; name: string }) => {
  const { t } = useWords();
  return (
    <dd className="answer-change">
      <Link href={`/draft/${draftId}/${place}`} className="link-button" aria-label={t('file.changeOf', { name })}>
        {t('file.change')}
      </Link>
    </dd>
  );
};

const isReused = ({ reuse }: Draft, value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((id) => reuse.includes(String(id)));

type LineProps = { draft: Draft; known: Known | undefined; field: Field; place: string };
const Line = ({ draft, known, field, place }: LineProps) => {
  const { t, say } = useWords();
  const fromFile = isFromFile(draft, field);
  const value = draft.answers[field.id];
  return (
    <div className="answer">
      <dt>{say(field)}</dt>
      <dd>
        {!fromFile && isReused(draft, value) ? (
          t('kept.again')
        ) : !fromFile ? (
          <AnswerText field={field} value={value} />
        ) : draft.anonymous ? (
          t('file.notGiven')
        ) : (
          <KnownText field={field} value={known?.answers[field.id]} />
        )}
        {draft.keep.includes(field.id) && !fromFile && <small className="hint"> {t('file.kept')}</small>}
      </dd>
      <Change draftId={draft.id} place={place} name={say(field)} />
    </div>
  );
};

const Kept = ({ draft, papers }: { draft: Draft; papers: readonly KeptPaper[] }) => {
  const { t, say } = useWords();
  const chosen = papers.filter(({ id }) => draft.beside.includes(id));
  return (
    <div className="answer">
      <dt>{t('kept.title')}</dt>
      <dd>{chosen.length > 0 ? chosen.map(({ materialName }) => say(materialName)).join('、') : t('kept.none')}</dd>
      <Change draftId={draft.id} place="kept" name={t('kept.title')} />
    </div>
  );
};

/** Problems that the service found, at their fields. */
const foundBy = (error: unknown): readonly FieldProblem[] => {
  const found = failureIn(error);
  if (found.kind !== 'refused') return [];
  return (found.problem.errors ?? []).map(({ path, code, zh, en }) => ({
    path: path.replace(/^form\./, ''),
    code,
    zh,
    en,
  }));
};

export const Check = ({ draft, known, places, back, reload, ...progress }: CheckProps) => {
  const { t } = useWords();
  const [, go] = useLocation();
  const forget = useForgetDrafts();
  const failureWords = useFailureWords();
  const community = useRegionPath(draft.communityCode);
  const [truthful, setTruthful] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [refusal, setRefusal] = useState<unknown>(undefined);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const unstated = { path: 'truth', code: 'required', zh: '请确认以上内容属实', en: 'Please state that it is true' };
    const wrong = [...problemsOf(draft), ...(truthful ? [] : [unstated])];
    setProblems(wrong);
    setRefusal(undefined);
    if (wrong.length > 0) return;
    setBusy(true);
    const sent = await sendDraft(draft);
    setBusy(false);
    await forget();
    if ('filed' in sent) go(`/receipt/${sent.filed.id}`, { replace: true });
    else if ('waits' in sent) await reload();
    else {
      setProblems(foundBy(sent.refused));
      setRefusal(sent.refused);
    }
  };

  const refused = refusal === undefined ? undefined : failureWords(refusal);
  return (
    <Page
      title={t('file.check')}
      lead={t('file.checkLead')}
      focusKey="check"
      back={{ to: back, label: t('file.previous') }}
    >
      <Progress draft={draft} {...progress} />
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        {refused && problems.length === 0 && (
          <div className="problems" role="alert">
            <h2>{refused.title}</h2>
            <p>{refused.detail}</p>
          </div>
        )}
        <Problems problems={problems} />
        {problems.some(({ path }) => placeOfField(path, places)) && (
          <p className="actions">
            {problems.slice(0, 1).map(({ path }) => (
              <Link
                key={path}
                href={`/draft/${draft.id}/${placeOfField(path, places)?.id ?? 'community'}`}
                className="button"
              >
                {t('file.correct')}
              </Link>
            ))}
          </p>
        )}
        <dl className="answers">
          <div className="answer">
            <dt>{t('file.community')}</dt>
            <dd>{community}</dd>
            <Change draftId={draft.id} place="community" name={t('file.community')} />
          </div>
          {draft.mandate && (
            <div className="answer">
              <dt>{t('file.actingFor')}</dt>
              <dd>{draft.mandate.principal}</dd>
            </div>
          )}
          {places.flatMap((place) =>
            'field' in place
              ? [<Line key={place.id} draft={draft} known={known} field={place.field} place={place.id} />]
              : 'fields' in place
                ? place.fields.map((field) => (
                    <Line key={field.id} draft={draft} known={known} field={field} place={place.id} />
                  ))
                : 'papers' in place
                  ? [<Kept key={place.id} draft={draft} papers={place.papers} />]
                  : [],
          )}
        </dl>
        <label className="choice" data-invalid={problems.some(({ path }) => path === 'truth')}>
          <input type="checkbox" checked={truthful} onChange={({ target }) => setTruthful(target.checked)} />
          <span>{t('file.truth')}</span>
        </label>
        <button type="submit" className="button button-wide" disabled={busy}>
          {t(busy ? 'file.sending' : 'file.submit')}
        </button>
      </form>
    </Page>
  );
};
