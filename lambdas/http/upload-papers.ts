/** POST /papers, GET /papers/{id}: a paper is announced, uploaded straight to object storage, and looked into there. */
import { paperRoutes } from '../../contract/routes/paper.ts';
import { type Caller, mayFileForOthers } from '../../domain/access.ts';
import { isPaperType, mostOpen, objectionsToUpload, type Paper, paperFaults } from '../../domain/paper.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { dateOf, later, MINUTE } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { uploadForm } from '../../store/paper-files.ts';
import * as papers from '../../store/papers.ts';
import { operation } from '../edge/http.ts';
import { newId } from '../edge/random.ts';
import { whose } from '../whose.ts';

/** How long a form is good: the largest paper over a line of 100 kbit/s. */
const formMinutes = 15;

const problem = (path: string, code: string, zh: string, en: string): Refusal =>
  refuse('invalid', {}, [{ path, code, zh, en }]);

const staffSawIt: Refusal = problem(
  'originalSeen',
  'staff-only',
  '只有窗口人员可以注明已核对原件，有效期须对照原件填写',
  'only staff at a counter have seen the original and read its last day',
);

const viewOf = ({ id, state, itemId, material, announced, file, fault }: Paper) => ({
  id,
  state: state === 'dropped' ? ('refused' as const) : state,
  itemId,
  material,
  contentType: announced.contentType,
  bytes: announced.bytes,
  sha256: file?.sha256 ?? announced.sha256 ?? null,
  fault: fault === undefined ? null : { code: fault, ...paperFaults[fault] },
});

export const announcePaper = operation(paperRoutes.announcePaper, async ({ body, caller, now }) => {
  const { itemId, material, contentType, bytes, sha256, mandateId } = body;
  const item = await content.item(itemId, dateOf(now));
  if (!item)
    return problem(
      'itemId',
      'unknown',
      '没有这个事项，见 GET /catalogue/items',
      'no such item, see GET /catalogue/items',
    );
  const owner = await whose(body, caller, now);
  if (isRefusal(owner)) return owner;
  const { residentId } = owner;
  const seen = body.originalSeen && owner.speaker === 'staff' ? caller.officeId : null;
  if ((body.originalSeen || body.validTo !== undefined) && seen === null) return staffSawIt;
  const problems = objectionsToUpload(item, body);
  if (problems.length > 0 || !isPaperType(contentType)) return refuse('invalid', {}, problems);

  const open = (await papers.ofResident(residentId)).filter(({ attachedTo }) => attachedTo.length === 0);
  const isKnown = sha256 !== undefined && open.some(({ announced }) => announced.sha256 === sha256);
  if (open.length >= mostOpen && !isKnown)
    return refuse('limit-passed', {
      zh: '已上传而未使用的材料太多，请先提交申请。',
      en: 'Too many uploads that no request uses: file the request first.',
      limit: String(mostOpen),
    });

  const paper = await papers.announce({
    id: `pap_${newId(now)}`,
    residentId,
    itemId,
    material,
    state: 'awaited',
    announced: { contentType, bytes, ...(sha256 === undefined ? {} : { sha256 }) },
    uploadedBy: caller.id,
    ...(mandateId === undefined ? {} : { mandateId }),
    at: now,
    attachedTo: [],
    ...(seen === null ? {} : { verified: { by: 'original', officeId: seen, at: now } }),
    ...(body.validTo === undefined ? {} : { validTo: body.validTo }),
  });
  if (paper.state !== 'awaited') return { ...viewOf(paper), upload: null };
  const form = await uploadForm(paper.id, paper.announced, formMinutes * 60);
  return { ...viewOf(paper), upload: { ...form, expiresAt: later(now, formMinutes * MINUTE) } };
});

/** The resident's own, and what the caller uploads for somebody, as long as they may. */
const mayFollow = (paper: Paper, caller: Caller): boolean =>
  caller.residentId === paper.residentId ||
  (paper.uploadedBy === caller.id &&
    (paper.mandateId === undefined
      ? mayFileForOthers(caller)
      : caller.mandates.some(({ id }) => id === paper.mandateId)));

export const getPaper = operation(paperRoutes.getPaper, async ({ params, caller }) => {
  const paper = await papers.load(params.id);
  return paper && paper.state !== 'dropped' && mayFollow(paper, caller)
    ? viewOf(paper)
    : refuse('not-found', { paper: params.id });
});
