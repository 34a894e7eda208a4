/** Answering what the office asks: words, and papers where they say it better. */
import type { FieldOf } from '../../../../domain/field.ts';
import { otherMaterial } from '../../../../domain/paper.ts';
import type { Happened, Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { KeptOffer } from '../../papers/kept-offer.tsx';
import { FileInput } from '../file/fields/file-input.tsx';
import { useHandingIn } from './handing-in.ts';
import type { ActionBodyOf, Acts } from './use-act.ts';
import { WithWords } from './with-words.tsx';
import { wordsOfLast } from './words.ts';

const photo: FieldOf<'file'> = {
  id: 'answer-papers',
  zh: '材料',
  en: 'Papers',
  type: 'file',
  required: false,
  material: otherMaterial,
  accept: ['jpg', 'png', 'pdf'],
  maxMb: 10,
  multiple: true,
};

type AnswerProps = { readonly acts: Acts; readonly ticket: Ticket; readonly events: readonly Happened[] };

export const Answer = ({ acts, ticket, events }: AnswerProps) => {
  const { t } = useWords();
  const handing = useHandingIn(ticket);
  const question = wordsOfLast(events, 'ResidentAsked', 'question');
  return (
    <WithWords
      acts={acts}
      action="answer"
      open
      required
      title={t('request.answer')}
      note={t('request.answerNote')}
      label={t('request.answerLabel')}
      button={t('request.send')}
      bodyOf={(answer) => ({ answer, ...handing.body() }) as ActionBodyOf}
      after={
        <details className="question">
          <summary>{t('request.answerPapers')}</summary>
          <KeptOffer
            papers={handing.kept}
            chosen={handing.keptChosen}
            onChoose={(id, isChosen) => handing.choose(id, isChosen)}
          />
          <FileInput
            field={photo}
            value={handing.given[photo.id]}
            invalid={false}
            alone
            describedBy={undefined}
            uploadFor={handing.uploadFor}
            uploadsOnly
            onChange={(value) => handing.set(photo.id, value)}
          />
        </details>
      }
    >
      {question && <blockquote>{question}</blockquote>}
    </WithWords>
  );
};
