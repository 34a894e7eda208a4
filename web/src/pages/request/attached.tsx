/** The papers attached to a request, each opened by a link that ends. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { read, send } from '../../api/api.ts';
import type { Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { useFailureWords } from '../../ui/state.tsx';

export const Attached = ({ ticket }: { ticket: Ticket }) => {
  const { t, say } = useWords();
  const failureWords = useFailureWords();
  const { data } = useQuery({
    queryKey: ['ticket', ticket.id, 'papers', ticket.version],
    queryFn: () => read('/tickets/{id}/papers', { params: { id: ticket.id } }),
    retry: false,
  });
  const open = useMutation({
    mutationFn: (paperId: string) =>
      send('/tickets/{id}/papers/{paperId}/open', { params: { id: ticket.id, paperId }, body: {} }),
    // It comes as a download, so this page stays; a new tab would be blocked, as it does not follow a touch at once.
    onSuccess: ({ url }) => window.location.assign(url),
  });
  if (!data || data.papers.length === 0) return null;
  return (
    <section aria-labelledby="attached">
      <h2 id="attached">{t('papers.attached')}</h2>
      {open.error && (
        <p className="problem" role="alert">
          {failureWords(open.error).detail}
        </p>
      )}
      <ul className="list">
        {data.papers.map((paper) => (
          <li key={paper.id}>
            <button type="button" className="row" disabled={open.isPending} onClick={() => open.mutate(paper.id)}>
              <Icon name="papers" />
              <span className="row-main">
                <span className="row-title">{say(paper.materialName)}</span>
                <span className="row-sub">{t('papers.size', { size: Math.ceil(paper.bytes / 1024) })}</span>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
