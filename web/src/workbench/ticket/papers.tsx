/** The papers of a request. Pictures are shown on the page, PDFs by the browser's own viewer in a tab of its own. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { read, send } from '../../api/api.ts';
import type { Ticket } from '../../api/ticket.ts';
import { KeptFacts } from '../../papers/kept-offer.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { useStaffWords } from '../words.ts';

type Shown = { readonly url: string; readonly name: string; readonly isPicture: boolean };

const Viewer = ({ shown, close }: { shown: Shown; close: () => void }) => {
  const { w } = useStaffWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    return () => URL.revokeObjectURL(shown.url);
  }, [shown]);
  return (
    <dialog ref={dialog} className="wb-dialog wb-viewer" aria-label={shown.name} onClose={close}>
      <form method="dialog" className="wb-buttons">
        <strong>{shown.name}</strong>
        <a className="wb-button" href={shown.url} download={shown.name}>
          {w.ticket.download}
        </a>
        <button type="submit" className="wb-button">
          {w.close}
        </button>
      </form>
      {shown.isPicture ? (
        <img src={shown.url} alt={shown.name} />
      ) : (
        <p>
          <a className="wb-button wb-primary" href={shown.url} target="_blank" rel="noreferrer">
            {w.ticket.openInTab}
          </a>
        </p>
      )}
    </dialog>
  );
};

export const Papers = ({ ticket }: { ticket: Ticket }) => {
  const { w, say } = useStaffWords();
  const failureWords = useFailureWords();
  const [shown, setShown] = useState<Shown | undefined>(undefined);
  const { data } = useQuery({
    queryKey: ['ticket', ticket.id, 'papers', ticket.version],
    queryFn: () => read('/tickets/{id}/papers', { params: { id: ticket.id } }),
    enabled: ticket.form !== undefined,
  });
  const open = useMutation({
    mutationFn: async ({ id, name }: { id: string; name: string }) => {
      const { url, contentType } = await send('/tickets/{id}/papers/{paperId}/open', {
        params: { id: ticket.id, paperId: id },
        body: {},
      });
      // What was looked into says what it is: the browser takes it for nothing else.
      const file = new Blob([await (await fetch(url)).arrayBuffer()], { type: contentType });
      setShown({ url: URL.createObjectURL(file), name, isPicture: contentType.startsWith('image/') });
    },
  });
  if (!data || data.papers.length === 0) return <p className="hint">{w.ticket.noPapers}</p>;
  return (
    <>
      {open.error && (
        <p className="problem" role="alert">
          {failureWords(open.error).detail}
        </p>
      )}
      <ul className="wb-links">
        {data.papers.map((paper) => (
          <li key={paper.id}>
            <Icon name="papers" /> {say(paper.materialName)}{' '}
            <span className="hint">{w.ticket.paperSize(Math.ceil(paper.bytes / 1024))}</span>{' '}
            {paper.reused && (
              <>
                <span className="tag">{w.ticket.reused}</span>{' '}
                <KeptFacts paper={{ ...paper.reused, originalNeeded: false }} />{' '}
              </>
            )}
            <button
              type="button"
              className="wb-button"
              disabled={open.isPending}
              onClick={() => open.mutate({ id: paper.id, name: say(paper.materialName) })}
            >
              {w.ticket.open}
            </button>
          </li>
        ))}
      </ul>
      {shown && <Viewer shown={shown} close={() => setShown(undefined)} />}
    </>
  );
};
