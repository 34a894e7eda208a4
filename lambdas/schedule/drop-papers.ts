/** Each day: papers that were announced some days ago and that no request uses are deleted, file and row. */
import { addDays, dateOf } from '../../domain/time.ts';
import { chosenRetention } from '../../store/client.ts';
import * as files from '../../store/paper-files.ts';
import * as papers from '../../store/papers.ts';
import { onSchedule } from '../edge/schedule.ts';

export const handler = onSchedule('unused papers', async (now) => {
  let dropped = 0;
  for await (const paper of papers.unattached(addDays(dateOf(now), -chosenRetention()['unused-papers']))) {
    // First nothing can attach it any more, then the file goes, then the row: the next run ends what this one does not.
    if (paper.state !== 'dropped' && !(await papers.markDropped(paper.id))) continue;
    await files.dropIncoming(paper.id);
    if (paper.file) await files.dropChecked(paper.id, paper.file.sha256);
    await papers.forget(paper);
    dropped += 1;
  }
  return { dropped };
});
