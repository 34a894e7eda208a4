/** POST /staff/import/preview, /staff/import: many people at once, under the rules that hold for one (manage-staff.ts). */
import type * as z from 'zod';
import { problemOf } from '../../contract/problems.ts';
import { staffRoutes } from '../../contract/routes/staff.ts';
import type { Caller } from '../../domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { mayManageStaff, type Membership, type MembershipGiven } from '../../domain/staff.ts';
import { staff } from '../../store/staff.ts';
import { operation } from '../edge/http.ts';
import { changeMembership, membershipBefore, notYours, regionOfMember } from './manage-staff.ts';

type Line = z.input<typeof staffRoutes.importStaff.reply>['lines'][number];
type Given = Omit<MembershipGiven, 'ifVersion'>;
/** A line that can be done, with what there is now, or why it cannot. */
type Checked = { given: Given; was: Membership | undefined } | Refusal;

const twice: Refusal = refuse('invalid', {}, [
  { path: 'id', code: 'twice', zh: '同一账号在文件中出现两次，请只留一行', en: 'is in the file twice: leave one line' },
]);

const isSame = (was: Membership, given: Given): boolean =>
  was.endedAt === undefined &&
  was.role === given.role &&
  was.officeId === given.officeId &&
  was.regionCode === given.regionCode &&
  (was.cleared ?? false) === given.cleared &&
  was.zh === given.zh &&
  was.en === given.en &&
  was.validFrom === given.validFrom &&
  was.validTo === given.validTo;

/** Whoever is as the line says, to this caller's knowledge: nothing is asked for, so nothing can be refused. */
const unchangedBefore = async (given: Given, caller: Caller): Promise<Membership | undefined> => {
  const was = await staff(given.id);
  const there = was && (await regionOfMember(was));
  return was && there !== undefined && mayManageStaff(caller, there) && isSame(was, given) ? was : undefined;
};

const check = async (given: Given, caller: Caller): Promise<Checked> => {
  const same = await unchangedBefore(given, caller);
  const found = same ? { was: same } : await membershipBefore(given, caller);
  return isRefusal(found) ? found : { given, was: found.was };
};

/** All at once: their reads travel together. Of two lines about one account the first counts. */
const checkAll = (lines: readonly Given[], caller: Caller): Promise<Checked[]> => {
  const seen = new Set<string>();
  return Promise.all(
    lines.map((given) => {
      if (seen.has(given.id)) return twice;
      seen.add(given.id);
      return check(given, caller);
    }),
  );
};

const outcomeOf = (was: Membership | undefined, given: Given): Line['outcome'] => {
  if (!was) return 'new';
  if (isSame(was, given)) return 'unchanged';
  return was.endedAt === undefined ? 'changed' : 'again';
};

/** What is wrong with a line, in words: the places of the refusal, or the refusal itself. */
const refusedLine = (id: string, refusal: Refusal): Line => {
  const { zh, en } = problemOf(refusal, 'zh', '');
  const itself = { path: '', code: refusal.refused, zh: `${zh.detail}${zh.do}`, en: `${en.detail} ${en.do}` };
  return { id, outcome: 'refused', version: 0, errors: [...(refusal.errors ?? [itself])] };
};

const lineOf = (checked: Checked, id: string): Line =>
  isRefusal(checked)
    ? refusedLine(id, checked)
    : {
        id,
        outcome: outcomeOf(checked.was, checked.given),
        version: checked.was?.version ?? 0,
        errors: [],
      };

export const previewStaffImport = operation(staffRoutes.previewStaffImport, async ({ body: { lines }, caller }) => {
  if (caller.role !== 'administrator') return notYours;
  const checked = await checkAll(lines, caller);
  return { lines: checked.map((each, i) => lineOf(each, lines[i]?.id ?? '')) };
});

/** Checked against the version that was seen, like any other change. */
const upToDate = (checked: Checked, ifVersion: number): Checked =>
  isRefusal(checked) || (checked.was?.version ?? 0) === ifVersion ? checked : refuse('stale-version');

export const importStaff = operation(staffRoutes.importStaff, async ({ body: { lines }, caller, now }) => {
  if (caller.role !== 'administrator') return notYours;
  const given = lines.map(({ ifVersion: _seen, ...each }) => each);
  const checked = (await checkAll(given, caller)).map((each, i) => upToDate(each, lines[i]?.ifVersion ?? 0));
  const before = checked.map((each, i) => lineOf(each, given[i]?.id ?? ''));
  if (checked.some(isRefusal))
    return {
      lines: before.map((line): Line => (line.outcome === 'refused' ? line : { ...line, outcome: 'not-done' })),
    };
  const done: Line[] = [];
  for (const [i, line] of before.entries()) {
    const each = checked[i];
    if (!each || isRefusal(each) || line.outcome === 'unchanged') {
      done.push(line);
      continue;
    }
    const version = line.version + 1;
    const saved = await changeMembership(each.was, { ...each.given, version }, { caller, now });
    // Somebody was quicker in these very moments: that line is told, the others are done.
    done.push(isRefusal(saved) ? refusedLine(line.id, saved) : { ...line, version });
  }
  return { lines: done };
});
