/** What open requests of a district would have seen under these limits. */
import type { DistrictLimits } from '../../../../domain/ticket/district-rules.ts';
import { send } from '../../api/api.ts';
import { ClockPreview } from '../parts/clock-preview.tsx';
import { differenceRows } from '../parts/difference-rows.ts';
import { Differences } from '../parts/versions.tsx';
import { useLimitWords } from './words.ts';

type DistrictPreviewProps = {
  readonly district: string;
  readonly limits: DistrictLimits;
  /** Beside the dates also what differs, where that does not stand there already. */
  readonly withDifferences?: boolean;
};

export const DistrictPreview = ({ district, limits, withDifferences = false }: DistrictPreviewProps) => {
  const { language } = useLimitWords();
  return (
    <ClockPreview
      ask={(cursor) =>
        send('/rules/districts/{district}/preview', {
          params: { district },
          body: { limits, ...(cursor === undefined ? {} : { cursor }) },
        })
      }
      show={({ differences }) => withDifferences && <Differences rows={differenceRows(differences, language)} />}
    />
  );
};
