/** Which community's public page. */
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useMe } from '../../auth/use-session.ts';
import { Page } from '../../ui/page.tsx';
import { RegionPicker } from '../file/fields/region-picker.tsx';
import { useCommunityWords } from './words.ts';

const isCommunity = (code: string): boolean => code !== '' && !code.endsWith('000');

const ChooseCommunity = () => {
  const { c } = useCommunityWords();
  const [, go] = useLocation();
  const me = useMe();
  const [code, setCode] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsMissing(!isCommunity(code));
    if (isCommunity(code)) go(`/community/${code}`);
  };
  return (
    <Page title={c.title} lead={c.lead}>
      <form className="form" noValidate onSubmit={submit}>
        {isMissing && (
          <p className="problem" role="alert">
            {c.missing}
          </p>
        )}
        <fieldset>
          <legend className="sr-only">{c.choose}</legend>
          <RegionPicker
            id="community"
            code={code}
            invalid={isMissing}
            suggested={me?.communityCode ?? undefined}
            onChange={(chosen) => {
              setCode(chosen);
              setIsMissing(false);
            }}
          />
        </fieldset>
        <button type="submit" className="button button-wide">
          {c.open}
        </button>
      </form>
    </Page>
  );
};
export default ChooseCommunity;
