/** What the resident's file has for an item: answers that are not asked again, papers that can be used again. */
import type { Item } from '../../../domain/catalogue.ts';
import { read, type Reply } from './api.ts';
import type { Ticket } from './ticket.ts';

export type Known = Reply<'GET', '/known/{itemId}'>;
export type KeptPaper = Known['papers'][number];
/** Of whom: the caller, their principal, or a resident of the desk. */
type Of = { readonly mandateId?: string; readonly residentId?: string; readonly channel?: Item['channels'][number] };

export const knownQuery = (itemId: string, of: Of = {}) => ({
  queryKey: ['known', itemId, of],
  queryFn: () => read('/known/{itemId}', { params: { itemId }, query: of }),
  // Asking is written down where it is about somebody else: once for each request is enough.
  staleTime: 5 * 60_000,
  retry: false,
});

/** Papers of the file for what the request waits for: asked while it waits, and not again when it was handed in. */
export const keptQuery = ({ id, version, actions }: Ticket, channel?: Of['channel']) => ({
  queryKey: ['kept', id, version, channel],
  queryFn: () => read('/tickets/{id}/kept-papers', { params: { id }, query: channel === undefined ? {} : { channel } }),
  enabled: actions.includes('supplement') || actions.includes('answer'),
  staleTime: 5 * 60_000,
  retry: false,
});

const applicant: ReadonlySet<string | undefined> = new Set([
  'resident.name',
  'resident.idCard',
  'resident.phone',
  'resident.address',
]);

/** Does the field ask who the applicant is? */
export const isApplicantField = ({ prefill }: { prefill?: string | undefined }): boolean => applicant.has(prefill);

/** Ids of the fields that nearly every file has, until the service has said which. */
export const presumedKnown = ({ form }: Item): readonly string[] =>
  form.fields.filter(isApplicantField).map(({ id }) => id);
