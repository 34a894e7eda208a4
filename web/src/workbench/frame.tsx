/** The frame of the workbench: its places, its keys, and finding. */
import { type ReactNode, useRef } from 'react';
import { Find } from './find.tsx';
import { places } from './places.ts';
import { StandingInBar } from './standing-in.tsx';
import { Shell } from './shell.tsx';
import { useStaffWords } from './words.ts';

export const Frame = ({ children }: { children: ReactNode }) => {
  const { w } = useStaffWords();
  const find = useRef<HTMLInputElement>(null);
  const { keyList } = w;
  return (
    <Shell
      title={w.title}
      menu={w.nav}
      home="/workbench"
      places={places.map(({ to, name, key }) => ({ to, key, name: w[name] }))}
      keys={{ '/': () => find.current?.focus() }}
      keyRows={[
        { keys: 'j k ↑ ↓', what: keyList.move },
        { keys: 'Enter', what: keyList.open },
        { keys: 'x', what: keyList.mark },
        { keys: '1 – 9', what: `${keyList.show} / ${keyList.act}` },
        { keys: '/', what: keyList.find },
        { keys: 'Ctrl+Enter', what: keyList.send },
        { keys: 'Esc', what: keyList.back },
      ]}
      find={<Find input={find} />}
    >
      <StandingInBar />
      {children}
    </Shell>
  );
};
