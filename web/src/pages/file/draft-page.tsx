/** /draft/{id}/{place}: one place of the form, saved with every keystroke. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import { type Known, knownQuery } from '../../api/known.ts';
import { usePersonId } from '../../auth/use-session.ts';
import type { Draft } from '../../drafts/draft.ts';
import { getDraft, putDraft } from '../../drafts/store.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { HomeLink, Loading } from '../../ui/state.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';
import { Check } from './check.tsx';
import { type Place, placesOf, problemsAt, problemsOf } from './places.ts';
import { PlaceForm } from './place-form.tsx';
import { Waiting } from './waiting.tsx';

const Gone = () => {
  const { t } = useWords();
  return (
    <Page title={t('file.gone')} lead={t('file.goneDo')}>
      <HomeLink />
    </Page>
  );
};

/** The draft as it is on the screen, and after every change on the device. `undefined` while it is read, null: none. */
const useSavedDraft = (id: string) => {
  const [draft, setDraft] = useState<Draft | null | undefined>(undefined);
  const [savedAt, setSavedAt] = useState(0);
  const reload = useCallback(async () => setDraft((await getDraft(id)) ?? null), [id]);
  useEffect(() => void reload(), [reload]);
  const save = (changed: Draft): void => {
    const saved = { ...changed, updatedAt: Date.now() };
    setDraft(saved);
    void putDraft(saved).then(() => setSavedAt(saved.updatedAt));
  };
  return { draft, save, savedAt, reload };
};

/** What the file has for it; the draft remembers which fields those are, and no value, so that it can go on offline. */
const useKnown = (draft: Draft | null | undefined, save: (draft: Draft) => void): Known | undefined => {
  const { data } = useQuery({
    ...knownQuery(draft?.item.id ?? '', draft?.mandate ? { mandateId: draft.mandate.id } : {}),
    enabled: draft?.state === 'editing',
  });
  useEffect(() => {
    if (!draft || !data) return;
    const known = Object.keys(data.answers).sort();
    if (draft.known.toSorted().join() !== known.join()) save({ ...draft, known });
    // Once for each answer of the service.
  }, [data, draft?.id]);
  return data;
};

const DraftPage = ({ id, placeId }: { id: string; placeId: string }) => {
  const [, go] = useLocation();
  const ownerId = usePersonId();
  const { draft, save, savedAt, reload } = useSavedDraft(id);
  /** Shown once the resident wants to go on, never while they still type. */
  const [shown, setShown] = useState<{ at: string; problems: readonly FieldProblem[] }>({ at: '', problems: [] });
  const known = useKnown(draft, save);
  const places = draft ? placesOf(draft, known?.papers) : [];
  const index = places.findIndex((place) => place.id === placeId);
  const place: Place | undefined = places[index] ?? places[0];
  useEffect(() => {
    if (draft && place && draft.state === 'editing' && draft.place !== place.id) save({ ...draft, place: place.id });
    // Only a move is kept here; the answers keep themselves.
  }, [place?.id, draft?.id]);
  if (ownerId === undefined) return <SignInFirst />;
  if (draft === undefined) return <Loading />;
  if (draft === null || draft.ownerId !== ownerId) return <Gone />;
  if (draft.state === 'sending') return <Waiting draft={draft} reload={reload} />;
  if (!place) return <Gone />;
  const to = (other: Place | undefined): void => go(`/draft/${id}/${other?.id ?? 'check'}`);
  const previous = places[index - 1];
  const common = {
    draft,
    known,
    save,
    savedAt,
    step: index + 1,
    steps: places.length,
    back: previous ? `/draft/${id}/${previous.id}` : `/item/${draft.item.id}`,
  };
  if (place.id === 'check') return <Check key="check" {...common} places={places} reload={reload} />;
  const next = (): void => {
    const problems =
      place.id === 'community' && draft.communityCode === ''
        ? [{ path: 'community', code: 'required', zh: '请选择您所在的社区', en: 'Choose your community' }]
        : problemsAt(place, problemsOf(draft));
    setShown({ at: place.id, problems });
    if (problems.length === 0) to(places[index + 1]);
  };
  return (
    <PlaceForm
      key={place.id}
      {...common}
      save={(changed) => {
        setShown({ at: '', problems: [] });
        save(changed);
      }}
      place={place}
      problems={shown.at === place.id ? shown.problems : []}
      next={next}
    />
  );
};
export default DraftPage;
