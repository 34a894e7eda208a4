/** A paper: a photo or a file sent now, or the original shown at the station. */
import { useState } from 'react';
import { onPaper } from '../../../../../domain/answer.ts';
import type { FieldOf } from '../../../../../domain/field.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { KeptOffer } from '../../../papers/kept-offer.tsx';
import { upload, type Uploaded } from '../../../papers/upload.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useFailureWords } from '../../../ui/state.tsx';
import type { InputProps } from './input-props.ts';

const types = { jpg: 'image/jpeg', png: 'image/png', pdf: 'application/pdf' } as const;
const megabyte = 1024 * 1024;

export const FileInput = ({
  field,
  value,
  onChange,
  describedBy,
  uploadFor,
  kept = [],
  onReuse,
  atDesk,
  uploadsOnly = false,
}: InputProps<FieldOf<'file'>>) => {
  const { t, say } = useWords();
  const failureWords = useFailureWords();
  const [share, setShare] = useState<number | undefined>(undefined);
  const [problem, setProblem] = useState('');
  const papers = Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
  const uploaded = papers.filter((id) => !kept.some((paper) => paper.id === id));
  const accepted: readonly string[] = field.accept.map((each) => types[each]);
  const canAdd = papers.length < (field.multiple ? 20 : 1);

  const take = async (file: File): Promise<void> => {
    setProblem('');
    // A photo is made smaller on the device, other files are not.
    const tooLarge = !file.type.startsWith('image/') && file.size > field.maxMb * megabyte;
    if (!accepted.includes(file.type)) return setProblem(t('papers.type', { types: field.accept.join('、') }));
    if (tooLarge) return setProblem(t('papers.tooLarge', { max: field.maxMb }));
    setShare(0);
    try {
      const done: Uploaded = await upload(file, { ...uploadFor, material: field.material }, setShare);
      if ('id' in done) onChange([...new Set([...papers, done.id])]);
      else setProblem(say(done.fault));
    } catch (error) {
      setProblem(`${t('papers.failed')}${failureWords(error).detail}`);
    } finally {
      setShare(undefined);
    }
  };

  return (
    <div className="choices">
      {onReuse && share === undefined && (
        <KeptOffer
          papers={canAdd ? kept : kept.filter(({ id }) => papers.includes(id))}
          chosen={papers}
          onChoose={(id, isChosen) => {
            if (isChosen) return onReuse(id, [...papers, id]);
            const left = papers.filter((each) => each !== id);
            onChange(left.length > 0 ? left : undefined);
          }}
          {...(atDesk ? { consent: atDesk.consent } : {})}
        />
      )}
      <div role="status">
        {uploaded.length > 0 && (
          <p className="tag tag-good">
            <Icon name="check" /> {t('file.uploaded', { count: uploaded.length })}
          </p>
        )}
        {share !== undefined && (
          <>
            <p>{t('papers.sending', { percent: Math.round(share * 100) })}</p>
            <progress className="upload" value={share} max={1} aria-label={t('papers.title')} />
          </>
        )}
      </div>
      {problem !== '' && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {canAdd && share === undefined && (
        <label className="button button-quiet upload-button">
          <Icon name="camera" /> {t('papers.choose')}
          <input
            type="file"
            className="sr-only"
            accept={accepted.join(',')}
            aria-describedby={describedBy}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) void take(file);
              target.value = '';
            }}
          />
        </label>
      )}
      {uploaded.length > 0 && (
        <button type="button" className="link-button" onClick={() => onChange(undefined)}>
          <Icon name="trash" /> {t('papers.remove')}
        </button>
      )}
      {papers.length === 0 && share === undefined && !uploadsOnly && (
        <label className="choice">
          <input
            type="checkbox"
            name={field.id}
            checked={value === onPaper}
            onChange={({ target }) => onChange(target.checked ? onPaper : undefined)}
          />
          <span>{atDesk?.onPaper ?? t('file.onPaper')}</span>
        </label>
      )}
      <p className="hint">{t('papers.note', { types: field.accept.join('、'), max: field.maxMb })}</p>
    </div>
  );
};
