import { expect, test } from '@jest/globals';
import { isRefusal, refuse } from '../../domain/refusal.ts';

test.each([
  [refuse('not-found'), true],
  [refuse('invalid', {}, []), true],
  [{}, false],
  [[], false],
  [null, false],
  [undefined, false],
  ['refused', false],
  [() => 'refused', false],
])('%j is a refusal: %s', (value, is) => expect(isRefusal(value)).toBe(is));
