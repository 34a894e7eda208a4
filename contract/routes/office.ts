/** Offices: looked up by everybody who works here, changed by administrators of where they sit. */
import * as z from 'zod';
import { department } from '../../domain/catalogue.ts';
import { office } from '../../domain/office.ts';
import { officeChange } from '../../domain/office-change.ts';
import { unroutedTo } from '../../domain/proposal.ts';
import { regionLevel } from '../../domain/region.ts';
import { civilDate } from '../../domain/time.ts';
import { cursor } from '../replies.ts';
import { officeId, page, regionCode, row } from '../route.ts';
import { difference, openProposal, proposing, versionReply } from './proposal.ts';

const named = { zh: z.string(), en: z.string() };
const params = z.strictObject({ id: officeId });

const line = z.object({
  id: z.string(),
  ...named,
  department,
  level: regionLevel,
  regionCode: z.string(),
  kind: z.enum(['station', 'desk', 'department']),
  endsOn: civilDate.nullable(),
});
const changing = { change: officeChange };

export const officeRoutes = {
  listOffices: row({
    method: 'GET',
    path: '/offices',
    function: 'supervision',
    access: 'signed-in',
    zh: '单位名录',
    en: 'Offices that sit in a region or below it; without a region those of the city',
    query: z.strictObject({
      region: regionCode.optional(),
      department: department.optional(),
      kind: line.shape.kind.optional(),
      ended: z.enum(['yes', 'no']).default('no').meta({ description: 'Also those that have ended.' }),
      q: z.string().trim().min(1).max(50).optional().meta({ description: 'Part of the name or id.' }),
      ...page,
    }),
    reply: z.object({ offices: z.array(line), cursor }),
    refusals: ['invalid', 'not-allowed'],
  }),
  getOffice: row({
    method: 'GET',
    path: '/offices/{id}',
    function: 'supervision',
    access: 'signed-in',
    zh: '一个单位：承办区域、人数、历次变更',
    en: 'One office: what it answers for and since when, how many work there, its history',
    params,
    reply: office.extend({
      version: z.int(),
      regions: z
        .array(z.object({ code: z.string(), name: z.string() }))
        .meta({ description: 'Names of what it answers for.' }),
      staff: z.int().nullable().meta({ description: 'Working there today; null for whoever does not oversee it.' }),
      versions: z.array(versionReply),
      proposal: openProposal.nullable(),
    }),
    refusals: ['not-allowed', 'not-found'],
  }),
  proposeOffice: row({
    method: 'POST',
    path: '/offices/{id}',
    function: 'supervision',
    access: 'signed-in',
    zh: '提出单位变更：更名、移交区域、新设、撤销（须由另一人确认）',
    en: 'Propose to rename, open or end an office or to move a region; somebody else approves it',
    params,
    body: z.strictObject({ ...changing, unrouted: unroutedTo.default('refuse'), ...proposing }),
    status: 201,
    reply: openProposal,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'not-found', 'stale-version'],
  }),
  previewOffice: row({
    method: 'POST',
    path: '/offices/{id}/preview',
    function: 'supervision',
    access: 'signed-in',
    zh: '预览单位变更：每个事项在每个社区由谁办',
    en: 'Runs the routing rule over every matter and community that the change touches; changes nothing',
    params,
    body: z.strictObject(changing),
    reply: z.object({
      differences: z.array(difference),
      pairs: z.int().meta({ description: 'Of matter and community.' }),
      moved: z.int().meta({ description: 'Pairs that go to another office than before.' }),
      unrouted: z.int().meta({ description: 'Pairs that would find no office, or several.' }),
      first: z
        .array(z.object({ itemId: z.string(), ...named, communityCode: z.string(), offices: z.array(z.string()) }))
        .meta({ description: 'The first hundred of them.' }),
      communities: z.int(),
      waiting: z.int().meta({ description: 'Tickets on its board now, up to 100: they stay there.' }),
      staff: z.int(),
    }),
    limit: 'analysis',
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
};
