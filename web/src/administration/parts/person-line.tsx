/** Somebody who works here, in one line: name, account, whether they are in force. */
import { useAdministrationWords } from '../words.ts';

type Person = { readonly id: string; readonly zh: string; readonly en: string; readonly inForce?: boolean };

export const PersonLine = ({ person }: { person: Person }) => {
  const { w, say } = useAdministrationWords();
  return (
    <span className="ad-person">
      <strong>{say(person)}</strong> <code>{person.id}</code>{' '}
      {person.inForce !== undefined && (
        <span className={person.inForce ? 'tag tag-good' : 'tag'}>
          {person.inForce ? w.form.inForce : w.form.notInForce}
        </span>
      )}
    </span>
  );
};
