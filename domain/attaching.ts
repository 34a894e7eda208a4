/** Papers that a request, supplement or answer names: what may be attached to it, and as what. */
import type { Item } from './catalogue.ts';
import { isHandedIn, objectionToReuse, type Reusing } from './kept-paper.ts';
import { type AttachedPaper, largest, limitsOf, mostAtOnce, type Paper, paperFaults } from './paper.ts';
import type { FieldProblem } from './refusal.ts';

/** A paper as a request names it; `material`: of the form's field in which it stands. */
export type Named = { path: string; id: string; material?: string };

/** `again`: papers of the file that the resident consents to being used again. */
export type Attaching = {
  residentId: string;
  anonymous: boolean;
  again?: { ids: ReadonlySet<string>; reusing: Reusing };
};

const problem = (path: string, code: string, zh: string, en: string, seen?: string): FieldProblem => ({
  path,
  code,
  zh,
  en,
  ...(seen === undefined ? {} : { seen }),
});

const notThere = (path: string) =>
  problem(path, 'unknown', '没有这份材料，请重新上传', 'no such paper, upload it again');

/** A paper that is handed in now: for this request and no other. */
const objectionToHandingIn = (
  path: string,
  paper: Paper,
  { anonymous }: Attaching,
  item: Item,
): FieldProblem | undefined => {
  const isAlone = paper.attachedTo.length === 0;
  if ((paper.anonymous && !anonymous) || (anonymous && !isAlone) || (isAlone && paper.itemId !== item.id))
    return problem(path, 'other-request', '此材料是为另一申请上传的', 'this paper was uploaded for another request');
  return isHandedIn(paper) && paper.itemId === item.id
    ? undefined
    : problem(
        path,
        'consent',
        '此材料已在您的资料中，再次使用须您同意（reuse）',
        'in the file already: to use it again needs consent (reuse)',
      );
};

const objectionToOne = (
  { path, id, material }: Named,
  paper: Paper | undefined,
  attaching: Attaching,
  item: Item,
): FieldProblem | undefined => {
  // Somebody else's is told as little of as one that never was.
  if (!paper || paper.residentId !== attaching.residentId || paper.state === 'dropped') return notThere(path);
  const { again, anonymous } = attaching;
  if (again?.ids.has(id) && !anonymous) {
    const no = objectionToReuse(paper, item, again.reusing);
    if (no) return { path, ...no };
  } else {
    const no = objectionToHandingIn(path, paper, attaching, item);
    if (no) return no;
  }
  if (material !== undefined && paper.material !== material)
    return problem(path, 'other-material', '此材料属于另一项', 'this paper is another material');
  if (paper.state === 'awaited')
    return problem(
      path,
      'not-checked',
      '材料还在上传或检查，请稍候再提交',
      'still coming in or being checked, wait a moment',
    );
  if (paper.state === 'refused' && paper.fault)
    return problem(path, 'refused', paperFaults[paper.fault].zh, paperFaults[paper.fault].en);
  const limits = limitsOf(item, paper.material);
  if (!limits)
    return problem(
      path,
      'other-material',
      '此事项已不需要这种材料，请移除',
      'the item no longer asks for such a paper, leave it out',
    );
  return paper.file && !limits.types.includes(paper.file.contentType)
    ? problem(path, 'type', `只收：${limits.types.join(', ')}`, `only: ${limits.types.join(', ')}`)
    : undefined;
};

const attachedAs = ({ id, material, verified }: Paper, sha256: string, { again }: Attaching): AttachedPaper => ({
  id,
  material,
  sha256,
  ...(again?.ids.has(id) ? { reused: { consent: again.reusing.speaker, verified: verified !== undefined } } : {}),
});

/** The papers to attach, each once, or everything that is wrong with them. */
export const attachable = (
  named: readonly Named[],
  found: ReadonlyMap<string, Paper>,
  item: Item,
  attaching: Attaching,
): AttachedPaper[] | { problems: FieldProblem[] } => {
  const problems: FieldProblem[] = [];
  const attached = new Map<string, AttachedPaper>();
  for (const one of named) {
    const paper = found.get(one.id);
    const wrong = objectionToOne(one, paper, attaching, item);
    if (wrong) problems.push(wrong);
    else if (paper?.file) attached.set(one.id, attachedAs(paper, paper.file.sha256, attaching));
  }
  if (attached.size > mostAtOnce)
    problems.push(
      problem(
        'papers',
        'too-many',
        `一次最多 ${mostAtOnce} 份`,
        `at most ${mostAtOnce} at once`,
        String(attached.size),
      ),
    );
  for (const [material, papers] of Map.groupBy(attached.values(), (paper) => paper.material)) {
    const most = limitsOf(item, material)?.files ?? largest.files;
    if (papers.length > most)
      problems.push(
        problem(
          'papers',
          'too-many',
          `“${material}”最多 ${most} 份`,
          `at most ${most} files of ${material}`,
          String(papers.length),
        ),
      );
  }
  return problems.length > 0 ? { problems } : [...attached.values()];
};
