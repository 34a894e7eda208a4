/** Keeps the shell on the device, so that it opens without a connection. Not while developing: it would hide changes. */
export const registerServiceWorker = (): void => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // Private windows and old browsers refuse it; everything else works without.
  const register = (): void => void navigator.serviceWorker.register('/sw.js').catch(() => {});
  // What it keeps must not slow down the first page.
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register);
};
