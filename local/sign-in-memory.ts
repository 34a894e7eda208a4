/** What the sign-in library remembers between two requests: sessions, codes, grants. In memory, gone with the process. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

type Entry = { readonly payload: AdapterPayload; readonly until: number };

/** Returns the library's adapter factory over one store. */
export const memory = (): ((model: string) => Adapter) => {
  const entries = new Map<string, Entry>();
  const alive = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    return entry && entry.until > Date.now() ? entry.payload : undefined;
  };
  const forget = (isOver: (entry: Entry) => boolean): void => {
    for (const [key, entry] of entries) if (isOver(entry)) entries.delete(key);
  };
  return (model) => {
    const keyOf = (id: string): string => `${model}/${id}`;
    return {
      upsert: async (id, payload, seconds) => {
        forget(({ until }) => until <= Date.now());
        entries.set(keyOf(id), { payload, until: seconds ? Date.now() + seconds * 1000 : Number.POSITIVE_INFINITY });
      },
      find: async (id) => alive(keyOf(id)),
      findByUid: async (uid) => {
        const own = [...entries].find(([key, { payload }]) => key.startsWith(`${model}/`) && payload.uid === uid);
        return own && alive(own[0]);
      },
      // For devices without a browser, which cannot sign in here.
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = alive(keyOf(id));
        if (payload) payload['consumed'] = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void entries.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => forget(({ payload }) => payload.grantId === grantId),
    };
  };
};
