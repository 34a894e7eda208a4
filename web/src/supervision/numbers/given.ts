import type { Numbers } from '../api.ts';
import type { Period } from './period.ts';

/** What every part of the page of numbers is given. */
export type Given = { readonly code: string; readonly numbers: Numbers; readonly period: Period };
