/** What stands in place of pages of staff for who is not signed in, and for whose they are not. */
import type { ReactNode } from 'react';
import { SignInButton } from '../pages/sign-in/sign-in-first.tsx';
import { HomeLink, Message } from '../ui/state.tsx';
import { useStaffWords } from './words.ts';

export const SignedOut = ({ title }: { title: string }) => {
  const { t } = useStaffWords();
  return (
    <main className="main page" id="main">
      <h1>{title}</h1>
      <p>{t('state.signedOutDo')}</p>
      <p className="actions">
        <SignInButton />
        <HomeLink />
      </p>
    </main>
  );
};

type NotYoursProps = {
  /** Whose pages these are. */
  readonly title: string;
  readonly why: string;
  readonly todo: string;
  /** The way to where the person belongs, before the way home. */
  readonly place?: ReactNode;
};

export const NotYours = ({ title, why, todo, place }: NotYoursProps) => (
  <main className="main page" id="main">
    <h1>{title}</h1>
    <Message
      title={why}
      actions={
        <>
          {place}
          <HomeLink />
        </>
      }
    >
      <p>{todo}</p>
    </Message>
  </main>
);
