/** OpenID Connect, authorization code with PKCE. Loaded when somebody signs in or out, not before. */
import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { forget, read } from '../api/api.ts';
import { staffPlaceOf } from './staff-place.ts';
import { beginSession, currentSession, endSession } from './session.ts';

const home = `${window.location.origin}/`;

const open = async (): Promise<UserManager> => {
  const { issuer, clientId, scopes } = await read('/configuration');
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: home,
    post_logout_redirect_uri: home,
    scope: scopes.join(' '),
    loadUserInfo: false,
    automaticSilentRenew: false,
    stateStore: new WebStorageStateStore({ store: sessionStorage, prefix: 'yizhan.sign-in.' }),
    userStore: new WebStorageStateStore({ store: sessionStorage, prefix: 'yizhan.user.' }),
  });
};

/** Leaves for the issuer's page. @param returnTo path to come back to */
export const signIn = async (returnTo: string): Promise<void> => {
  const manager = await open();
  await manager.signinRedirect({ state: returnTo });
};

/** Takes what the issuer sent back. Returns the path at which the sign-in began. @throws when the issuer refused */
export const finishSignIn = async (): Promise<string> => {
  const manager = await open();
  const user = await manager.signinRedirectCallback();
  // One copy of the token is enough.
  await manager.removeUser();
  forget();
  beginSession({
    token: user.access_token,
    expiresAt: Date.now() + (user.expires_in ?? 3600) * 1000,
    ...(user.id_token ? { idToken: user.id_token } : {}),
  });
  // Only a path of these pages, whatever was asked for.
  const path = typeof user.state === 'string' && /^\/(?![/\\])/.test(user.state) ? user.state : '/';
  return staffPlaces.has(path) ? startOf(path) : path;
};

/** Who signs in here came to sign in, not for something of the residents' pages. */
const staffPlaces: ReadonlySet<string> = new Set(['/', '/mine']);

/** Staff begin where they work. Whoever cannot be asked for begins where they came from. */
const startOf = async (path: string): Promise<string> => {
  const me = await read('/me').catch(() => undefined);
  return (me && staffPlaceOf(me)) ?? path;
};

/** Forgets the token here and ends the session at the issuer. */
export const signOut = async (): Promise<void> => {
  const idToken = currentSession()?.idToken;
  endSession();
  forget();
  const manager = await open();
  await manager.signoutRedirect({
    ...(idToken ? { id_token_hint: idToken } : {}),
    // Cognito's words for the same.
    extraQueryParams: { client_id: manager.settings.client_id, logout_uri: home },
  });
};
