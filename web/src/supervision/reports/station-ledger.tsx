/** The ledger of one's own station, at the workbench: the same sheet that its supervisors print. */
import '../styles/supervision.css';
import '../styles/numbers.css';
import '../styles/sheet.css';
import NotFound from '../../pages/not-found.tsx';
import { communityOf, useDesk } from '../../workbench/me.ts';
import { useStaffWords } from '../../workbench/words.ts';
import { LedgerSheet } from './ledger.tsx';

const StationLedger = () => {
  const { w } = useStaffWords();
  const desk = useDesk();
  const code = communityOf(desk);
  return code === undefined ? <NotFound /> : <LedgerSheet code={code} back={{ to: desk.home, label: w.list.back }} />;
};
export default StationLedger;
