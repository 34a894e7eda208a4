/**
 * Every "no" of the API: its HTTP status and its words. Replies are problem+json (RFC 9457); `title` and `detail` are
 * in the language asked for (Accept-Language, Chinese first), and both languages are always there.
 */
import * as z from 'zod';
import type { Refusal, RefusalKind } from '../domain/refusal.ts';

type Words = { title: string; do: string };
type Problem = { status: number; zh: Words; en: Words };

export const problems: Record<RefusalKind, Problem> = {
  'not-found': {
    status: 404,
    zh: { title: '没有找到', do: '请核对编号；只能查看与您有关的内容。' },
    en: { title: 'Not found', do: 'Check the number; only what concerns you can be seen.' },
  },
  'not-allowed': {
    status: 403,
    zh: { title: '没有权限', do: '请由有权限的人员办理。' },
    en: { title: 'Not allowed', do: 'Ask somebody who may do this.' },
  },
  'not-signed-in': {
    status: 401,
    zh: { title: '未登录', do: '请先登录。' },
    en: { title: 'Not signed in', do: 'Sign in first.' },
  },
  invalid: {
    status: 422,
    zh: { title: '内容有误', do: '请按提示改正后重新提交。' },
    en: { title: 'Something is wrong in the request', do: 'Correct what is listed and send it again.' },
  },
  'invalid-form': {
    status: 422,
    zh: { title: '表单有误', do: '请按提示改正后重新提交；已填内容不会丢失。' },
    en: { title: 'Something is wrong in the form', do: 'Correct what is listed and send it again.' },
  },
  'wrong-state': {
    status: 409,
    zh: { title: '现在不能这样办理', do: '请刷新，按当前可用的操作办理。' },
    en: { title: 'Not possible now', do: 'Load it again and use one of the actions it lists.' },
  },
  'stale-version': {
    status: 412,
    zh: { title: '内容已被他人更新', do: '请刷新后核对，再重新提交。' },
    en: { title: 'Somebody changed it in the meantime', do: 'Load it again, look at the change, then send again.' },
  },
  'version-required': {
    status: 428,
    zh: { title: '缺少版本号', do: '请在 If-Match 请求头中写明您看到的版本。' },
    en: { title: 'The version is missing', do: 'Name the version that you saw in the If-Match header.' },
  },
  'key-required': {
    status: 400,
    zh: { title: '缺少 Idempotency-Key', do: '请为每件新申请生成一个唯一值（8 至 64 个字母、数字、“-”或“_”）。' },
    en: {
      title: 'Idempotency-Key is missing or malformed',
      do: 'Send a value of its own for each new request: 8 to 64 letters, digits, - or _.',
    },
  },
  'key-reused': {
    status: 422,
    zh: { title: 'Idempotency-Key 已用于另一份内容', do: '新的申请请使用新的值。' },
    en: { title: 'This Idempotency-Key was used with another body', do: 'Use a new value for a new request.' },
  },
  'too-large': {
    status: 413,
    zh: { title: '内容过大', do: '请缩短内容；文件请单独上传。' },
    en: { title: 'The body is too large', do: 'Make it shorter; upload files on their own.' },
  },
  'not-json': {
    status: 400,
    zh: { title: '不是有效的 JSON', do: '请检查引号、逗号和编码（UTF-8）。' },
    en: { title: 'The body is not valid JSON', do: 'Check quotes, commas and the encoding (UTF-8).' },
  },
  'wrong-media-type': {
    status: 415,
    zh: { title: '内容类型不对', do: '请以 Content-Type: application/json 发送；文件请单独上传。' },
    en: { title: 'Wrong media type', do: 'Send it as Content-Type: application/json; upload files on their own.' },
  },
  'outside-window': {
    status: 409,
    zh: { title: '已过期限', do: '可就同一事项重新提交申请。' },
    en: { title: 'The time for this is over', do: 'A new request about the same matter can be filed.' },
  },
  'limit-passed': {
    status: 409,
    zh: { title: '期限已过', do: '请按当前可用的操作办理。' },
    en: { title: 'The limit has passed', do: 'Use one of the actions it lists now.' },
  },
  'own-case': {
    status: 403,
    zh: { title: '须回避', do: '请由同事办理。' },
    en: { title: 'This is your own case', do: 'A colleague must handle it.' },
  },
  taken: {
    status: 409,
    zh: { title: '已被他人领取', do: '请刷新后选择其他工单，或请领取人放回。' },
    en: { title: 'Somebody else has claimed it', do: 'Load the board again, or ask that person to release it.' },
  },
  'too-many-requests': {
    status: 429,
    zh: { title: '操作过于频繁', do: '请在提示的时间之后再来；急事请到社区服务站或拨打 12345。' },
    en: {
      title: 'Too many requests',
      do: 'Come back after the time named. What cannot wait: your community station, or call 12345.',
    },
  },
  busy: {
    status: 503,
    zh: { title: '系统繁忙', do: '请稍后再试，已提交的内容不会丢失。' },
    en: { title: 'Busy', do: 'Try again in a moment; nothing was changed.' },
  },
  unavailable: {
    status: 503,
    zh: {
      title: '服务暂时没有应答',
      do: '请稍后再试。操作可能已经完成，请先刷新核对；同一份申请重复提交不会重复受理。',
    },
    en: {
      title: 'The service did not answer in time',
      do: 'Try again in a moment. It may have been done already: load it again first. The same request is never filed twice.',
    },
  },
};

const words = z.object({ title: z.string(), detail: z.string(), do: z.string() });
export const fieldProblem = z.object({
  path: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  seen: z.string().optional(),
});

export const problemReply = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    zh: words,
    en: words,
    errors: z.array(fieldProblem).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type ProblemReply = z.infer<typeof problemReply>;

/** Values that are no part of the detail: the sentences themselves, and what a header tells. */
const saidOtherwise: ReadonlySet<string> = new Set(['zh', 'en', 'retryAfterSeconds']);

/** The reply to a refusal. */
export const problemOf = (refusal: Refusal, language: 'zh' | 'en', requestId: string): ProblemReply => {
  const { status, zh, en } = problems[refusal.refused];
  const said = (words: Words, detail: string | undefined, separator: string) => {
    const values = Object.entries(refusal.params)
      .filter(([name]) => !saidOtherwise.has(name))
      .map(([name, value]) => `${name}=${value}`);
    const cause = detail ?? words.title;
    return { ...words, detail: values.length > 0 ? `${cause}${separator}${values.join(', ')}` : cause };
  };
  const texts = { zh: said(zh, refusal.params.zh, ' '), en: said(en, refusal.params.en, ' ') };
  return {
    type: `/problems/${refusal.refused}`,
    title: texts[language].title,
    status,
    detail: texts[language].detail,
    ...texts,
    ...(refusal.errors ? { errors: [...refusal.errors] } : {}),
    requestId,
  };
};

/** A bug: nothing is said about it but the number under which it was logged. */
export const bugReply = (language: 'zh' | 'en', requestId: string): ProblemReply => {
  const zh = { title: '系统出错', detail: '系统出错，已记录。', do: `请稍后再试，或报告编号 ${requestId}。` };
  const en = {
    title: 'Something broke',
    detail: 'Something broke; it was logged.',
    do: `Try again later, or report number ${requestId}.`,
  };
  const { title, detail } = language === 'zh' ? zh : en;
  return { type: '/problems/bug', title, status: 500, detail, zh, en, requestId };
};
