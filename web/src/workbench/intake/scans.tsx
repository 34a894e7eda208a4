/** Scans of what the item asks for and its form has no field for: a card that was seen once need not be brought again. */
import type { Item } from '../../../../domain/catalogue.ts';
import { largest } from '../../../../domain/paper.ts';
import type { UploadTarget } from '../../papers/upload.ts';
import { Question } from '../../pages/file/fields/question.tsx';
import { useStaffWords } from '../words.ts';

/** Ids of papers by material. */
export type Scanned = Readonly<Record<string, readonly string[]>>;

type ScansProps = {
  readonly materials: Item['materials'];
  readonly uploadFor: UploadTarget;
  readonly scanned: Scanned;
  readonly onScan: (scanned: Scanned) => void;
};

export const Scans = ({ materials, uploadFor, scanned, onScan }: ScansProps) => {
  const { w } = useStaffWords();
  return (
    <details>
      <summary>{w.intake.scans}</summary>
      <div className="wb-scans">
        {materials.map((material) => (
          <Question
            key={material.ref}
            field={{
              id: `scan-${material.ref}`,
              zh: material.zh,
              en: material.en,
              type: 'file',
              required: false,
              material: material.ref,
              accept: ['jpg', 'png', 'pdf'],
              maxMb: largest.bytes / 1024 / 1024,
              multiple: true,
            }}
            value={scanned[material.ref]}
            problems={[]}
            uploadsOnly
            uploadFor={uploadFor}
            onChange={(value) =>
              onScan({ ...scanned, [material.ref]: Array.isArray(value) ? (value as string[]) : [] })
            }
          />
        ))}
      </div>
    </details>
  );
};
