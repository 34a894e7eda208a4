/** A list to take along: who, where, what to do, and room for what became of it. Each person is told that it was made. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { instantOf } from '../../../../domain/time.ts';
import { send } from '../../api/api.ts';
import { dateText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { useDesk } from '../me.ts';
import { useServiceNow } from '../use-service-now.ts';
import { useStaffWords } from '../words.ts';
import { readChosen } from './chosen.ts';
import { ReasonForm } from './reason-form.tsx';

export const NeedsPrint = () => {
  const { w, say, language } = useStaffWords();
  const words = w.needs;
  const failureWords = useFailureWords();
  const { officeId, id } = useDesk();
  const [chosen] = useState(() => readChosen(id));
  const today = instantOf(useServiceNow());
  const make = useMutation({
    mutationFn: (reason: string) =>
      send('/offices/{officeId}/care/personal-data', { params: { officeId }, body: { residentIds: chosen, reason } }),
  });
  useEffect(() => {
    document.title = `${words.sheet} · ${w.title}`;
  }, [w, words]);
  return (
    <div className="wb-page wb-visit-list">
      <p className="no-print">
        <Link href="/workbench/needs">{words.back}</Link>
      </p>
      <h1>
        {words.sheet} · {dateText(today, language)}
      </h1>
      {chosen.length === 0 && <p>{words.sheetNone}</p>}
      {chosen.length > 0 && !make.data && (
        <ReasonForm
          label={words.sheetReason}
          missing={words.wrong}
          isPending={make.isPending}
          problem={make.error ? failureWords(make.error).detail : undefined}
          buttons={[{ name: `${words.sheetDo} · ${words.count(chosen.length)}`, act: (reason) => make.mutate(reason) }]}
        />
      )}
      {make.data && (
        <>
          <p className="no-print">
            <button type="button" className="wb-button wb-primary" onClick={() => window.print()}>
              <Icon name="print" /> {words.print}
            </button>
          </p>
          <table className="wb-sheet-table">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.phone}</th>
                <th scope="col">{words.address}</th>
                <th scope="col">{words.groups}</th>
                <th scope="col">{words.step}</th>
                <th scope="col">{words.result}</th>
              </tr>
            </thead>
            <tbody>
              {make.data.people.map(({ residentId, name, phone, address, groups, step }) => (
                <tr key={residentId}>
                  <th scope="row">{name}</th>
                  <td>{phone}</td>
                  <td>{address}</td>
                  <td>{groups.map(say).join(language === 'zh' ? '、' : ', ')}</td>
                  <td>{say(step)}</td>
                  <td className="wb-room" />
                </tr>
              ))}
            </tbody>
          </table>
          <p className="wb-signatures">
            <span>{words.signature}</span>
            <span>{words.date}</span>
          </p>
        </>
      )}
    </div>
  );
};
