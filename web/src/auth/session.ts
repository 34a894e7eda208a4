/**
 * The access token of whoever is signed in. It lies in the tab's sessionStorage: it survives a reload, which phones do
 * on their own, and ends with the tab (docs/adr/0012-pages.md). No refresh token is kept; a new sign-in is silent while the issuer
 * still knows the person.
 */
export type Session = {
  readonly token: string;
  /** Milliseconds since 1970. */ readonly expiresAt: number;
  readonly idToken?: string;
};

const place = 'yizhan.session';
const listeners = new Set<() => void>();
let cached: { text: string | null; session: Session | undefined } = { text: null, session: undefined };

const parse = (text: string | null): Session | undefined => {
  if (text === null) return undefined;
  try {
    const { token, expiresAt, idToken }: Partial<Session> = JSON.parse(text);
    if (typeof token !== 'string' || typeof expiresAt !== 'number') return undefined;
    return { token, expiresAt, ...(typeof idToken === 'string' ? { idToken } : {}) };
  } catch {
    return undefined;
  }
};

/** The session while its token is valid. */
export const currentSession = (): Session | undefined => {
  const text = sessionStorage.getItem(place);
  if (text !== cached.text) cached = { text, session: parse(text) };
  return cached.session && cached.session.expiresAt > Date.now() ? cached.session : undefined;
};

/** Whose token it is: the `sub` inside. Only to keep drafts apart; what somebody may do the service decides. */
export const personIdOf = ({ token }: Session): string | undefined => {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { sub }: { sub?: unknown } = JSON.parse(atob(payload));
    return typeof sub === 'string' ? sub : undefined;
  } catch {
    return undefined;
  }
};

const changed = (): void => {
  for (const listener of listeners) listener();
};

export const beginSession = (session: Session): void => {
  sessionStorage.setItem(place, JSON.stringify(session));
  changed();
};

export const endSession = (): void => {
  sessionStorage.removeItem(place);
  changed();
};

/** Calls back when somebody signs in or out. Returns how to stop. */
export const onSessionChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
