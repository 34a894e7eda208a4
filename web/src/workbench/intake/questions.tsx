/** What is still to be asked, checked with the rules of the service before it is sent, and sent once however often. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { onPaper } from '../../../../domain/answer.ts';
import type { Item } from '../../../../domain/catalogue.ts';
import type { Field } from '../../../../domain/field.ts';
import { askedFields, checkForm, formFields } from '../../../../domain/form.ts';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import { dateOf, instantOf } from '../../../../domain/time.ts';
import { send } from '../../api/api.ts';
import { failureIn } from '../../api/failure.ts';
import { type KeptPaper, knownQuery, presumedKnown } from '../../api/known.ts';
import type { Ticket } from '../../api/ticket.ts';
import { KeptOffer } from '../../papers/kept-offer.tsx';
import { Question } from '../../pages/file/fields/question.tsx';
import { RegionPicker, useRegionPath } from '../../pages/file/fields/region-picker.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { communityOf, useDesk } from '../me.ts';
import { useServiceNow } from '../use-service-now.ts';
import { useStaffWords } from '../words.ts';
import type { Applicant, DeskChannel } from './applicant.ts';
import { isKeptInFile, KnownSummary, type Original, OriginalSeen } from './from-file.tsx';
import { type Scanned, Scans } from './scans.tsx';

/** Who files is known: staff. */
const whoActs = 'applyAs';

type Answers = Readonly<Record<string, unknown>>;
type QuestionsProps = {
  readonly channel: DeskChannel;
  readonly applicant: Applicant;
  readonly item: Item;
  /** The recorded need for which it is filed. */
  readonly needId?: string;
  readonly onFiled: (ticket: Ticket) => void;
};

/** What the service has against it, at the fields where it belongs. */
const problemsIn = (error: unknown): readonly FieldProblem[] => {
  const failure = failureIn(error);
  const errors = failure.kind === 'refused' ? (failure.problem.errors ?? []) : [];
  return errors.map(({ path, code, zh, en }) => ({ path: path.replace(/^form\./, ''), code, zh, en }));
};

const numbers = { phone: 'resident.phone', 'id-card': 'resident.idCard' } as const;
const typedBefore = (applicant: Applicant, item: Item): Answers => {
  const known = applicant.kind === 'unknown' ? applicant.known : undefined;
  const field = known && item.form.fields.find(({ prefill }) => prefill === numbers[known.by]);
  return field ? { [field.id]: known.value } : {};
};

export const Questions = ({ channel, applicant, item, needId, onFiled }: QuestionsProps) => {
  const { w, t, say } = useStaffWords();
  const failureWords = useFailureWords();
  const worker = useDesk();
  const now = useServiceNow();
  const form = useRef<HTMLFormElement>(null);
  const resident = applicant.kind === 'resident' ? applicant.resident : undefined;
  const [key] = useState(() => crypto.randomUUID());
  const [answers, setAnswers] = useState<Answers>(() => typedBefore(applicant, item));
  const [isAnonymous, setIsAnonymous] = useState(false);
  /** Fields that the file knows and that are written anew, those whose answers go into the file, papers used again. */
  const [changed, setChanged] = useState<readonly string[]>([]);
  const [keep, setKeep] = useState<readonly string[]>([]);
  const [reuse, setReuse] = useState<readonly string[]>([]);
  const [scanned, setScanned] = useState<Scanned>({});
  const [original, setOriginal] = useState<Original>({ originalSeen: false });
  const [communityCode, setCommunityCode] = useState(resident?.communityCode ?? communityOf(worker) ?? '');
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const community = useRegionPath(communityCode);

  const { data: file } = useQuery({
    ...knownQuery(item.id, { channel, ...(resident ? { residentId: resident.id } : {}) }),
    enabled: resident !== undefined,
  });
  const isThere = channel !== 'hotline';
  const all = formFields(item);
  const knownIds = resident ? (file ? Object.keys(file.answers) : presumedKnown(item)) : [];
  const fromFile = ({ id, prefill }: Field): boolean =>
    prefill !== undefined && (isAnonymous || (knownIds.includes(id) && !changed.includes(id)));
  const asked = askedFields(all, answers).filter((field) => field.id !== whoActs && !fromFile(field));
  const known = all.filter((field) => fromFile(field));
  const given = Object.fromEntries(
    asked.flatMap(({ id }) => (answers[id] === undefined || answers[id] === '' ? [] : [[id, answers[id]]])),
  );

  const named = new Set(Object.values(given).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [])));
  const materialsAsked = new Set(all.map((field) => (field.type === 'file' ? field.material : '')));
  const kept = file?.papers ?? [];
  const beside = kept.filter(({ material }) => !materialsAsked.has(material));
  const scans = Object.values(scanned).flat();
  /** What the item asks for, its form has no field for, and the file has not. */
  const toScan =
    isThere && resident
      ? item.materials.filter(
          ({ ref }) =>
            !materialsAsked.has(ref) && !beside.some(({ material, objection }) => material === ref && !objection),
        )
      : [];
  /** The last day belongs to the one paper on which it is written. */
  const uploaded = (): void => setOriginal(({ originalSeen }) => ({ originalSeen }));
  const uploadFor = { itemId: item.id, ...(resident ? { residentId: resident.id } : {}), ...original };
  const used = reuse.filter((id) => named.has(id) || beside.some((paper) => paper.id === id));
  const kepts = keep.filter((id) => Object.hasOwn(given, id));

  const filing = useMutation({
    mutationFn: () =>
      send('/tickets', {
        key,
        body: {
          itemId: item.id,
          communityCode,
          channel,
          form: given,
          ...(scans.length > 0 ? { papers: scans } : {}),
          ...(used.length > 0 ? { reuse: used } : {}),
          ...(kepts.length > 0 ? { keep: kepts } : {}),
          ...(needId !== undefined && !isAnonymous ? { needId } : {}),
          ...(isAnonymous ? { anonymous: true } : resident ? { residentId: resident.id } : {}),
        },
      }),
    onSuccess: onFiled,
    onError: (error) => setProblems(problemsIn(error)),
  });

  useEffect(() => {
    form.current
      ?.querySelector<HTMLElement>(':is(.wb-grid, .wb-buttons) :is(input, select, textarea, button)')
      ?.focus();
  }, []);
  useEffect(() => {
    if (problems.length === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>(
      '[aria-invalid="true"], [data-invalid="true"] input, [data-invalid="true"] select',
    );
    wrong?.focus();
  }, [problems]);

  const keptOf = (field: Field): readonly KeptPaper[] =>
    field.type === 'file' ? kept.filter(({ material }) => material === field.material) : [];

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (filing.isPending) return;
    const result = checkForm(item, given, {
      today: dateOf(instantOf(now)),
      mayOmit: new Set([...known.map(({ id }) => id), whoActs]),
    });
    const found = 'answers' in result ? [] : result;
    setProblems(found);
    if (found.length === 0 && communityCode !== '') filing.mutate();
  };

  const failure = filing.error && problems.length === 0 ? failureWords(filing.error) : undefined;
  return (
    <form
      ref={form}
      className="wb-questions"
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Enter' && event.ctrlKey && submit(event)}
    >
      {item.materials.length > 0 && channel !== 'hotline' && (
        <p className="hint">
          {t('item.papers')}
          {': '}
          {item.materials.map((each) => `${say(each)}${each.required ? '' : w.act.optional}`).join('、')}
        </p>
      )}
      {known.length > 0 && !isAnonymous && (
        <KnownSummary fields={known} answers={file?.answers ?? {}} change={(id) => setChanged([...changed, id])} />
      )}
      {beside.length > 0 && !isAnonymous && (
        <KeptOffer
          papers={beside}
          chosen={reuse}
          consent={w.intake.consent}
          onChoose={(id, isChosen) => setReuse([...reuse.filter((each) => each !== id), ...(isChosen ? [id] : [])])}
        />
      )}
      {isThere && resident && (materialsAsked.size > 1 || toScan.length > 0) && (
        <OriginalSeen original={original} onChange={setOriginal} />
      )}
      {problems.length > 0 && (
        <div className="problems" role="alert">
          <strong>{w.intake.wrong}</strong>
          <ul>
            {problems.map((problem) => (
              <li key={problem.path + problem.code}>{say(problem)}</li>
            ))}
          </ul>
        </div>
      )}
      {failure && (
        <p className="problem" role="alert">
          {failure.title}：{failure.detail}
        </p>
      )}
      <div className="wb-grid">
        {asked.map((field) =>
          field.type === 'file' && !(isThere && resident) && keptOf(field).length === 0 ? (
            <label key={field.id} className="wb-check">
              <input
                type="checkbox"
                checked={answers[field.id] === onPaper}
                onChange={({ target }) => setAnswers({ ...answers, [field.id]: target.checked ? onPaper : undefined })}
              />
              {say(field)}：{w.intake.onPaper}
            </label>
          ) : (
            <div key={field.id}>
              <Question
                field={field}
                value={answers[field.id]}
                problems={problems}
                communityCode={communityCode}
                uploadFor={uploadFor}
                kept={keptOf(field)}
                atDesk={{ consent: w.intake.consent, onPaper: w.intake.onPaper }}
                onReuse={(id, value) => {
                  setAnswers({ ...answers, [field.id]: value });
                  setReuse([...new Set([...reuse, id])]);
                }}
                onChange={(value) => {
                  setAnswers({ ...answers, [field.id]: value });
                  if (field.type === 'file') uploaded();
                }}
              />
              {isThere && resident && isKeptInFile(field) && answers[field.id] !== undefined && (
                <label className="wb-check">
                  <input
                    type="checkbox"
                    checked={keep.includes(field.id)}
                    onChange={({ target }) =>
                      setKeep([...keep.filter((id) => id !== field.id), ...(target.checked ? [field.id] : [])])
                    }
                  />
                  {w.intake.keep}
                </label>
              )}
            </div>
          ),
        )}
      </div>
      {toScan.length > 0 && (
        <Scans
          materials={toScan}
          uploadFor={uploadFor}
          scanned={scanned}
          onScan={(now) => {
            setScanned(now);
            uploaded();
          }}
        />
      )}
      {asked.length === 0 && <p>{w.intake.nothing}</p>}
      {item.anonymousAllowed && !resident && (
        <label className="wb-check">
          <input type="checkbox" checked={isAnonymous} onChange={({ target }) => setIsAnonymous(target.checked)} />
          {w.intake.anonymous}
        </label>
      )}
      {communityOf(worker) === undefined && resident === undefined ? (
        <fieldset className="wb-field">
          <legend>{w.intake.community}</legend>
          <RegionPicker id="community" code={communityCode} invalid={false} onChange={setCommunityCode} />
        </fieldset>
      ) : (
        <p className="hint">
          {w.intake.community}
          {': '}
          {community}
        </p>
      )}
      <p className="wb-buttons">
        <button type="submit" className="wb-button wb-primary" disabled={filing.isPending}>
          {filing.isPending ? w.act.sending : w.intake.submit}
        </button>
        <span className="hint">{w.intake.key}</span>
      </p>
    </form>
  );
};
