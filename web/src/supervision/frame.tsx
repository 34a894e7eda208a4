/** The frame of supervision: its places, its keys, and finding by reference. */
import { type ReactNode, useRef } from 'react';
import { Shell } from '../workbench/shell.tsx';
import { Find } from './find.tsx';
import { placesOf, useOverseer } from './overseer.ts';
import { useSupervisionWords } from './words.ts';

export const Frame = ({ children }: { children: ReactNode }) => {
  const { s, w } = useSupervisionWords();
  const overseer = useOverseer();
  const find = useRef<HTMLInputElement>(null);
  const { keyList } = w;
  return (
    <Shell
      title={s.title}
      menu={s.nav}
      home="/supervision"
      places={placesOf(overseer).map(({ to, name, key }) => ({ to, key, name: s.places[name] }))}
      keys={{ '/': () => find.current?.focus() }}
      keyRows={[
        { keys: 'j k ↑ ↓', what: keyList.move },
        { keys: 'Enter', what: keyList.open },
        { keys: '1 – 9', what: s.keyNumbers },
        { keys: '/', what: keyList.find },
        { keys: 'Ctrl+Enter', what: keyList.send },
        { keys: 'Esc', what: keyList.back },
      ]}
      find={<Find input={find} />}
    >
      {children}
    </Shell>
  );
};
