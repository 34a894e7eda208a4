/** /file/{item}: goes on with the draft of this item, or begins one. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Redirect, useLocation } from 'wouter';
import type { Item } from '../../../../domain/catalogue.ts';
import type { Reply } from '../../api/api.ts';
import { refusalIn } from '../../api/failure.ts';
import { itemQuery } from '../../api/item.ts';
import { presumedKnown } from '../../api/known.ts';
import { type Acting, useActing } from '../../auth/acting.ts';
import { useMe, usePersonId } from '../../auth/use-session.ts';
import type { Draft } from '../../drafts/draft.ts';
import { draftsOf, putDraft } from '../../drafts/store.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { Failed, HomeLink, Loading } from '../../ui/state.tsx';
import NotFound from '../not-found.tsx';
import { CounterCode } from '../register/counter-code.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';

/** Preselected options are shown as chosen; the resident sees them before they count. */
const defaultsOf = ({ form }: Item): Record<string, unknown> =>
  Object.fromEntries(
    form.fields.flatMap((field) => {
      if (field.type !== 'select' || field.default === undefined || field.id === 'applyAs') return [];
      return [[field.id, field.multiple ? [field.default] : field.default]];
    }),
  );

const roleIn = (acting: Acting): string => (acting.relation === 'guardian' ? 'guardian' : 'agent');

const newDraft = (item: Item, ownerId: string, communityCode: string, acting: Acting | undefined): Draft => ({
  id: crypto.randomUUID(),
  ownerId,
  item,
  communityCode,
  answers: {
    ...defaultsOf(item),
    ...(item.form.fields.some(({ id }) => id === 'applyAs') ? { applyAs: acting ? roleIn(acting) : 'self' } : {}),
  },
  known: presumedKnown(item),
  changed: [],
  keep: [],
  reuse: [],
  beside: [],
  anonymous: false,
  ...(acting ? { mandate: { id: acting.mandateId, principal: acting.principal, relation: acting.relation } } : {}),
  place: 'community',
  updatedAt: Date.now(),
  state: 'editing',
});

const Start = ({ item, ownerId, community }: { item: Item; ownerId: string; community: string }) => {
  const [, go] = useLocation();
  const acting = useActing();
  const opened = useRef(false);
  useEffect(() => {
    // Once: a second look before the first draft is stored would begin another.
    if (opened.current) return;
    opened.current = true;
    const open = async (): Promise<void> => {
      const found = (await draftsOf(ownerId)).find(
        (draft) => draft.item.id === item.id && draft.state === 'editing' && draft.mandate?.id === acting?.mandateId,
      );
      const draft = found ?? newDraft(item, ownerId, acting ? '' : community, acting);
      if (!found) await putDraft(draft);
      go(`/draft/${draft.id}/${draft.place}`, { replace: true });
    };
    void open();
  }, [item, ownerId, community, acting, go]);
  return <Loading />;
};

const VerifyFirst = ({ me, item }: { me: Reply<'GET', '/me'>; item: Item }) => {
  const { t, say } = useWords();
  return (
    <Page title={t('register.needed')} lead={say(item)} back={{ to: `/item/${item.id}`, label: t('app.back') }}>
      <p>{t('register.neededText')}</p>
      <CounterCode me={me} />
      <HomeLink />
    </Page>
  );
};

const Begin = ({ itemId }: { itemId: string }) => {
  const ownerId = usePersonId();
  const me = useMe();
  const { data: item, error, refetch } = useQuery(itemQuery(itemId));
  if (refusalIn(error) === 'not-found') return <NotFound />;
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (ownerId === undefined) return <SignInFirst />;
  if (!item || !me) return <Loading />;
  if (me.registration === 'none' && me.role === null) return <Redirect to="/register" replace />;
  if (me.registration === 'unverified' && item.needsVerified) return <VerifyFirst me={me} item={item} />;
  return <Start item={item} ownerId={ownerId} community={me.communityCode ?? ''} />;
};
export default Begin;
