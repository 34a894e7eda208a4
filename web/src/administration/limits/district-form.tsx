/** The limits of one district as a form: each is the city's until it is ticked. */
import { useQueryClient } from '@tanstack/react-query';
import { useFormContext, useWatch } from 'react-hook-form';
import { districtRulesRoutes } from '../../../../contract/routes/district-rules.ts';
import type { DistrictLimits } from '../../../../domain/ticket/district-rules.ts';
import { send } from '../../api/api.ts';
import { Conflict } from '../parts/conflict.tsx';
import { Form } from '../parts/form.tsx';
import { partName, valueText } from '../parts/part-names.ts';
import { ProposalFields } from '../parts/proposal-fields.tsx';
import { useProposalWords } from '../parts/proposal-words.ts';
import { filled, useContractForm } from '../parts/use-contract-form.ts';
import type { DistrictRules } from './district.ts';
import { DistrictPreview } from './district-preview.tsx';
import { LimitGroups, LimitInputs, type LimitName, limitText } from './limit-field.tsx';
import { useLimitWords } from './words.ts';

const OwnLimit = ({ name, city }: { name: LimitName; city: DistrictRules['city'] }) => {
  const { w, language } = useLimitWords();
  const { setValue } = useFormContext();
  const path = `limits.${name}`;
  const isOwn = useWatch({ name: path }) !== undefined;
  return (
    <fieldset className="ad-own-limit">
      <legend>{partName(name, language)}</legend>
      <label className="wb-check">
        <input
          type="checkbox"
          checked={isOwn}
          onChange={({ target }) => setValue(path, target.checked ? { ...city[name] } : undefined)}
        />
        {w.own}
      </label>
      <p className="hint">{w.cityHas(limitText(city[name], language))}</p>
      {isOwn && (
        <div className="wb-pair">
          <LimitInputs name={path} />
        </div>
      )}
    </fieldset>
  );
};

const Preview = ({ district }: { district: string }) => {
  const limits = filled(useWatch({ name: 'limits' }) ?? {}) as DistrictLimits;
  return <DistrictPreview district={district} limits={limits} withDifferences />;
};

type DistrictFormProps = {
  readonly district: DistrictRules;
  /** What the form begins with: what holds, a former version, or nothing of its own. */
  readonly from: DistrictLimits;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

export const DistrictForm = ({ district, from, today, onDone, onClose }: DistrictFormProps) => {
  const { w, say, language } = useLimitWords();
  const { w: said } = useProposalWords();
  const queries = useQueryClient();
  const { code, city, newest, limits } = district;
  const initial = { limits: from, validFrom: today, reason: '', ifVersion: newest };
  const contract = useContractForm({
    schema: districtRulesRoutes.proposeDistrictRules.body,
    initial,
    name: `district-rules.${code}`,
    send: (body) => send('/rules/districts/{district}', { params: { district: code }, body }),
    onDone,
    onStale: () => void queries.invalidateQueries({ queryKey: ['district-rules', code] }),
  });
  return (
    <Form
      label={w.changingIn(say(district))}
      form={contract}
      initial={initial}
      send={said.propose}
      onClose={onClose}
      conflict={
        contract.isStale && (
          <Conflict
            current={{ limits }}
            fields={[{ name: 'limits', label: w.title, show: (value) => valueText(value, language) }]}
            onKeep={() => contract.onVersion(newest)}
            onTake={() => contract.begin({ ...initial, limits })}
          />
        )
      }
    >
      <p className="hint">{w.ownHint}</p>
      <LimitGroups show={(name) => <OwnLimit key={name} name={name} city={city} />} />
      <ProposalFields today={today} />
      <Preview district={code} />
    </Form>
  );
};
