/** Whose staff is looked at: those of an office, those of a region itself, or one person. It lies in the address. */
import { type FormEvent, useId, useState } from 'react';
import { isOfCity, useAdministrator } from '../me.ts';
import { OfficeInput, RegionInput } from '../parts/pickers.tsx';
import { useAdministrationWords } from '../words.ts';
import type { Place } from './member.ts';
import { useStaffPageWords } from './words.ts';

const kinds = ['office', 'region', 'id'] as const;
type Kind = (typeof kinds)[number];
const kindOf = (place: Place): Kind =>
  place.officeId !== undefined ? 'office' : place.id !== undefined ? 'id' : 'region';

export const PlacePicker = ({ place, onPlace }: { place: Place; onPlace: (place: Place) => void }) => {
  const { w } = useStaffPageWords();
  const { w: shared } = useAdministrationWords();
  const administrator = useAdministrator();
  const id = useId();
  const [kind, setKind] = useState(kindOf(place));
  const [typed, setTyped] = useState(place.id ?? '');
  const find = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') onPlace({ id: typed.trim() });
  };
  const names = { office: w.byOffice, region: w.byRegion, id: w.byId };
  const described = { 'aria-invalid': false };
  return (
    <fieldset className="ad-days ad-place">
      <legend>{w.where}</legend>
      <div className="wb-checks">
        {kinds.map((each) => (
          <label key={each} className="wb-check">
            <input type="radio" name={id} checked={kind === each} onChange={() => setKind(each)} />
            {names[each]}
          </label>
        ))}
      </div>
      {kind === 'office' && (
        <OfficeInput
          id={`${id}-office`}
          value={place.officeId ?? ''}
          onChange={(officeId) => officeId !== '' && onPlace({ officeId })}
          described={described}
        />
      )}
      {kind === 'region' && (
        <>
          {isOfCity(administrator) && (
            <p>
              <button
                type="button"
                className="wb-button"
                onClick={() => onPlace({ regionCode: administrator.regionCode })}
              >
                {w.wholeCity}
              </button>
            </p>
          )}
          <RegionInput
            id={`${id}-region`}
            value={place.regionCode ?? ''}
            onChange={(regionCode) => regionCode !== '' && onPlace({ regionCode })}
            described={described}
          />
        </>
      )}
      {kind === 'id' && (
        <form role="search" className="wb-buttons" onSubmit={find}>
          <label>
            {w.id} <input value={typed} autoComplete="off" onChange={({ target }) => setTyped(target.value)} />
          </label>
          <button type="submit" className="wb-button">
            {shared.form.search}
          </button>
        </form>
      )}
    </fieldset>
  );
};
