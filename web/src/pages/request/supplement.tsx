/** Handing in what is missing: each paper that was asked for, as a photo or at the station. */
import { type FormEvent, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { onPaper } from '../../../../domain/answer.ts';
import { itemQuery } from '../../api/item.ts';
import type { Happened, Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Question } from '../file/fields/question.tsx';
import type { Acts } from './use-act.ts';
import { useHandingIn } from './handing-in.ts';
import { wordsOfLast } from './words.ts';
import { OptionalWords } from '../../ui/optional-words.tsx';

/** The materials that the last list named. */
export const materialsAsked = (events: readonly Happened[]): readonly string[] => {
  const materials = events.findLast(({ type }) => type === 'SupplementRequested')?.data['materials'];
  return Array.isArray(materials) ? materials.filter((ref): ref is string => typeof ref === 'string') : [];
};

type SupplementProps = { readonly acts: Acts; readonly ticket: Ticket; readonly events: readonly Happened[] };

export const Supplement = ({ acts, ticket, events }: SupplementProps) => {
  const { t } = useWords();
  const { data: item } = useQuery(itemQuery(ticket.itemId));
  const handing = useHandingIn(ticket);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState<readonly string[]>([]);
  const asked = materialsAsked(events);
  const explanation = wordsOfLast(events, 'SupplementRequested', 'explanation');
  const namesOf = (ref: string) => item?.materials.find((material) => material.ref === ref) ?? { zh: ref, en: ref };
  /** The clerk reads what comes on paper; whichever language it is filled in, in Chinese first. */
  const words = (): string => {
    const brought = asked.filter((ref) => handing.given[ref] === onPaper).map((ref) => namesOf(ref).zh);
    return [...(brought.length > 0 ? [`带纸质材料到服务站：${brought.join('、')}`] : []), text.trim()]
      .join('\n')
      .trim();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // Who cannot have one says so in words.
    const lacking = text.trim() === '' ? asked.filter((ref) => handing.given[ref] === undefined) : [];
    setMissing(lacking);
    if (lacking.length > 0) return document.getElementById(`paper-${lacking[0]}-problem`)?.scrollIntoView();
    const told = words();
    acts.mutate({ action: 'supplement', body: { ...handing.body(), ...(told === '' ? {} : { text: told }) } });
  };
  return (
    <form className="form card" noValidate onSubmit={submit}>
      <h3>{t('request.supplement')}</h3>
      {explanation && <blockquote>{explanation}</blockquote>}
      <p>{t('request.supplementNote')}</p>
      {asked.map((ref) => {
        const names = namesOf(ref);
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
            value={handing.given[ref]}
            problems={
              missing.includes(ref) && handing.given[ref] === undefined
                ? [
                    {
                      path: `paper-${ref}`,
                      code: 'missing',
                      zh: t('request.paperMissing'),
                      en: t('request.paperMissing'),
                    },
                  ]
                : []
            }
            uploadFor={handing.uploadFor}
            kept={handing.kept.filter(({ material }) => material === ref)}
            onReuse={(id, value) => handing.reuse(id, ref, value)}
            onChange={(value) => handing.set(ref, value)}
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
