/** Handing in what is missing: each paper that was asked for, as a photo or at the station. */
import { type FormEvent, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { itemQuery } from '../../api/item.ts';
import type { Happened, Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Question } from '../file/fields/question.tsx';
import type { Acts } from './use-act.ts';
import { wordsOfLast } from './words.ts';
import { OptionalWords } from '../../ui/optional-words.tsx';

/** The materials that the last list named. */
const materialsAsked = (events: readonly Happened[]): readonly string[] => {
  const materials = events.findLast(({ type }) => type === 'SupplementRequested')?.data['materials'];
  return Array.isArray(materials) ? materials.filter((ref): ref is string => typeof ref === 'string') : [];
};

type SupplementProps = { readonly acts: Acts; readonly ticket: Ticket; readonly events: readonly Happened[] };

export const Supplement = ({ acts, ticket, events }: SupplementProps) => {
  const { t } = useWords();
  const { data: item } = useQuery(itemQuery(ticket.itemId));
  const [given, setGiven] = useState<Readonly<Record<string, unknown>>>({});
  const [text, setText] = useState('');
  const explanation = wordsOfLast(events, 'SupplementRequested', 'explanation');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const papers = Object.values(given).flatMap((ids) => (Array.isArray(ids) ? (ids as string[]) : []));
    const body = { ...(papers.length > 0 ? { papers } : {}), ...(text.trim() ? { text: text.trim() } : {}) };
    acts.mutate({ action: 'supplement', body });
  };
  return (
    <form className="form card" noValidate onSubmit={submit}>
      <h3>{t('request.supplement')}</h3>
      {explanation && <blockquote>{explanation}</blockquote>}
      <p>{t('request.supplementNote')}</p>
      {materialsAsked(events).map((ref) => {
        const names = item?.materials.find((material) => material.ref === ref) ?? { zh: ref, en: ref };
        return (
          <Question
            key={ref}
            field={{
              id: `paper-${ref}`,
              zh: names.zh,
              en: names.en,
              type: 'file',
              required: true,
              material: ref,
              accept: ['jpg', 'png', 'pdf'],
              maxMb: 10,
              multiple: true,
            }}
            value={given[ref]}
            problems={[]}
            uploadFor={{ itemId: ticket.itemId }}
            onChange={(value) => setGiven({ ...given, [ref]: value })}
          />
        );
      })}
      <OptionalWords id="supplement-text" label={t('request.supplementLabel')} value={text} onChange={setText} />
      <button type="submit" className="button" disabled={acts.isPending}>
        {t('request.supplementButton')}
      </button>
    </form>
  );
};
