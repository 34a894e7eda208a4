/** Hands the address of this page on: with the phone's own sheet, or into the clipboard. */
import { useState } from 'react';
import { useCommunityWords } from './words.ts';

export const Share = ({ title }: { title: string }) => {
  const { c } = useCommunityWords();
  const [isCopied, setIsCopied] = useState(false);
  const share = async (): Promise<void> => {
    const url = window.location.href;
    // Whoever closes the sheet has changed their mind: that is no failure.
    if (typeof navigator.share === 'function') return navigator.share({ title, url }).catch(() => undefined);
    await navigator.clipboard.writeText(url);
    setIsCopied(true);
  };
  return (
    <>
      <button type="button" className="button button-quiet" onClick={() => void share()}>
        {c.share}
      </button>
      <span role="status">{isCopied && c.copied}</span>
    </>
  );
};
