/**
 * The API for machines: OpenAPI 3.1, made of the rows and their schemas. `GET /openapi.json` serves it and
 * bin/generate.ts keeps it in docs/openapi.json.
 */
import * as z from 'zod';
import { ticketId } from '../domain/ids.ts';
import { paperId } from '../domain/paper.ts';
import type { RefusalKind } from '../domain/refusal.ts';
import { type Action, type ActionName, actions, relations } from '../domain/ticket/actions.ts';
import { states } from '../domain/ticket/state.ts';
import { civilDate, instant } from '../domain/time.ts';
import { limits } from './limits.ts';
import { problemReply, problems } from './problems.ts';
import * as replies from './replies.ts';
import { functions, type Route } from './route.ts';
import { routes } from './routes.ts';
import { openProposal } from './routes/proposal.ts';

type Json = Record<string, unknown>;

const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const rows = Object.entries(routes) as [string, Route][];

/** What the gateway itself says, before our code is asked. */
const gatewayMessage = z.object({ message: z.string() });

/** Every schema with a name of its own; wherever it is used, it is referred to. */
const named = z.registry<{ id: string }>();
named.add(ticketId, { id: 'TicketId' });
named.add(paperId, { id: 'PaperId' });
named.add(openProposal, { id: 'OpenProposal' });
named.add(problemReply, { id: 'Problem' });
named.add(gatewayMessage, { id: 'GatewayMessage' });
for (const [name, schema] of Object.entries(replies)) named.add(schema, { id: pascal(name) });
for (const [name, { body }] of rows) if (body) named.add(body, { id: `${pascal(name)}Body` });

const refTo = (id: string) => `#/components/schemas/${id}`;

/** What JSON Schema cannot see in a refinement, and the safe-integer bounds that say nothing. */
const override = ({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: Json }) => {
  if (zodSchema === civilDate) jsonSchema['format'] = 'date';
  if (zodSchema === instant) jsonSchema['format'] = 'date-time';
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
};

/** The side of the sender: what has a default may be left out, and what comes back may one day hold more. */
const options = { io: 'input', override } as const;

/** A schema with a name of its own inside another points to the component, wherever it stands. */
const pointingToComponents = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pointingToComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === '$ref' && typeof each === 'string' && each.startsWith('#/$defs/')
        ? refTo(each.slice('#/$defs/'.length))
        : pointingToComponents(each),
    ]),
  );
};

const withoutKeywords = ({ $schema: _schema, $id: _id, $defs: _definitions, ...schema }: Json): Json =>
  pointingToComponents(schema) as Json;

const componentSchemas = (): Json => {
  const { schemas } = z.toJSONSchema(named, { ...options, uri: refTo });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutKeywords(schema)]));
};

const schemaOf = (schema: z.ZodType): Json => {
  const id = named.get(schema)?.id;
  return id ? { $ref: refTo(id) } : withoutKeywords(z.toJSONSchema(schema, options));
};

const parameterIn = (where: 'path' | 'query', name: string, schema: z.ZodType): Json => {
  const { description, ...rest } = schemaOf(schema);
  const required = where === 'path' || !schema.safeParse(undefined).success;
  return { name, in: where, required, ...(description ? { description } : {}), schema: rest };
};
const parametersIn = (where: 'path' | 'query', { shape }: z.ZodObject): Json[] =>
  Object.entries(shape as Record<string, z.ZodType>).map(([name, schema]) => parameterIn(where, name, schema));

const header = (name: string, required: boolean, description: string, schema: Json): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string', ...schema },
});

const parameters = {
  Language: header(
    'Accept-Language',
    false,
    '错误提示的语言：以 en 开头为英文，其余一律中文。 Language of problems: English when it begins with en, Chinese otherwise.',
    { examples: ['zh', 'en'] },
  ),
  IdempotencyKey: header(
    'Idempotency-Key',
    true,
    '每件新申请一个唯一值；30 天内重复提交得到同一结果。 One value for each new request; within 30 days a repetition gets the same answer.',
    { pattern: '^[A-Za-z0-9_-]{8,64}$' },
  ),
  IfMatch: header(
    'If-Match',
    true,
    '您看到的版本（回复中的 version 或 ETag）。 The version you saw: `version` of the reply, or its ETag.',
    { pattern: '^(W/)?"?[0-9]{1,9}([.][A-Za-z0-9_-]{1,40})?"?$', examples: ['"3"'] },
  ),
  IfNoneMatch: header(
    'If-None-Match',
    false,
    '上次答复的 ETag；没有变化就答 304。 The ETag of the last reply; 304 when nothing has changed.',
    {},
  ),
} as const;

const parameterRef = (name: keyof typeof parameters) => ({ $ref: `#/components/parameters/${name}` });

/** What the edge and the ticket's life can answer beside what the row names. */
const refusalsOf = ({ method, access, params, body, ifMatch, limit, refusals }: Route): RefusalKind[] => [
  ...new Set<RefusalKind>([
    ...refusals,
    // A question that the row does not know is refused everywhere.
    'invalid',
    ...(access !== 'public' ? (['not-signed-in'] as const) : []),
    ...(Object.keys(params.shape).length > 0 ? (['not-found'] as const) : []),
    ...(body ? (['not-json', 'wrong-media-type', 'too-large'] as const) : []),
    ...(ifMatch ? (['version-required', 'stale-version'] as const) : []),
    ...(refusals.includes('wrong-state') ? (['limit-passed', 'outside-window', 'taken'] as const) : []),
    ...(limit ? (['too-many-requests'] as const) : []),
    ...(method === 'POST' ? (['busy'] as const) : []),
    'unavailable',
  ]),
];

/** Statuses with which the gateway answers by itself on a route that exists; its body is not problem+json. */
const gatewayStatuses = ({ method, access }: Route): ReadonlySet<number> =>
  new Set([...(access !== 'public' ? [401, 403] : []), ...(method === 'POST' ? [413] : [])]);

const problemContent = { 'application/problem+json': { schema: { $ref: refTo('Problem') } } };
const gatewayContent = { 'application/json': { schema: { $ref: refTo('GatewayMessage') } } };

/** How often, behind the refusal that it ends in. */
const budgetText = (kind: RefusalKind, { limit }: Route): string => {
  if (kind !== 'too-many-requests' || limit === null) return '';
  const { zh, en, perHour } = limits[limit];
  return ` (${zh}：默认每小时 ${perHour} 次 ${en}: ${perHour} an hour unless the installation says otherwise)`;
};

const responsesOf = (row: Route): Json => {
  const kinds = refusalsOf(row);
  const gateway = gatewayStatuses(row);
  const statuses = new Set([...kinds.map((kind) => problems[kind].status), ...gateway]);
  const refused = [...statuses].map((status) => {
    const here = kinds.filter((kind) => problems[kind].status === status);
    const said = here.map(
      (kind) => `\`${kind}\` ${problems[kind].zh.title} ${problems[kind].en.title}${budgetText(kind, row)}`,
    );
    const description = [...said, ...(gateway.has(status) ? ['网关直接答复 or the gateway itself'] : [])].join('; ');
    const content = { ...(here.length > 0 ? problemContent : {}), ...(gateway.has(status) ? gatewayContent : {}) };
    const headers =
      status === 429 || status === 503
        ? { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } }
        : {};
    return [String(status), { description, ...headers, content }];
  });
  const etag =
    row.reply === replies.ticketReply || row.conditional
      ? { headers: { ETag: { $ref: '#/components/headers/Version' } } }
      : {};
  return {
    [row.status]: {
      description: row.status === 201 ? '已创建 Created' : '成功 Done',
      ...etag,
      ...(row.files.length > 0
        ? {
            headers: { Link: { description: '下一部分 The next part, rel="next".', schema: { type: 'string' } } },
            content: Object.fromEntries(
              row.files.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
            ),
          }
        : { content: { 'application/json': { schema: schemaOf(row.reply) } } }),
    },
    ...(row.conditional ? { 304: { description: '没有变化，没有正文 Nothing has changed; no body' } } : {}),
    ...Object.fromEntries(refused),
    500: { $ref: '#/components/responses/Bug' },
  };
};

/** An action's row in the table of the ticket's life, in words. */
const actionText = (path: string): string | undefined => {
  const name = path.slice('/tickets/{id}/'.length);
  if (!Object.hasOwn(actions, name)) return undefined;
  const { from, by }: Action = actions[name as ActionName];
  const list = (language: 'zh' | 'en', separator: string) => ({
    states: from.map((state) => states[state][language]).join(separator),
    people: by.map((relation) => relations[relation][language]).join(separator),
  });
  const [zh, en] = [list('zh', '、'), list('en', '; ')];
  return `可办状态：${zh.states}。可办人员：${zh.people}。\n\nFrom: ${en.states}. By: ${en.people}.`;
};

const operationOf = (id: string, row: Route): Json => {
  const description = actionText(row.path);
  return {
    operationId: id,
    tags: [row.function],
    summary: `${row.zh} ${row.en}`,
    ...(description ? { description } : {}),
    security: row.access === 'public' ? [] : [{ bearer: [] }],
    parameters: [
      ...parametersIn('path', row.params),
      ...parametersIn('query', row.query),
      ...(row.idempotencyKey ? [parameterRef('IdempotencyKey')] : []),
      ...(row.ifMatch ? [parameterRef('IfMatch')] : []),
      ...(row.conditional ? [parameterRef('IfNoneMatch')] : []),
      parameterRef('Language'),
    ],
    ...(row.body
      ? {
          requestBody: {
            // No body at all is read as an empty object.
            required: !row.body.safeParse({}).success,
            content: { 'application/json': { schema: schemaOf(row.body) } },
          },
        }
      : {}),
    responses: responsesOf(row),
  };
};

const tagTexts: Record<(typeof functions)[number], string> = {
  public: '公开信息，无需登录 Public, no token needed',
  tickets: '申请与办理 Requests and what is done to them',
  papers: '材料上传与查看 Papers: uploading and reading them',
  desk: '工作台与消息 Boards and messages',
  supervision: '区域数据 Numbers of regions',
};

const description = `一次提交，按承诺日期办结。凡到达本系统的请求，拒绝时一律以 problem+json（RFC 9457）答复。
网关自身的答复（401 令牌无效、403 令牌范围不符、404 无此路径、413 超过 10 MB）为 \`{"message": "…"}\`。

File once, done by the promised date. Whatever reaches the system is refused with problem+json (RFC 9457). The gateway's
own replies (401 invalid token, 403 scope, 404 no such path, 413 over 10 MB) are \`{"message": "…"}\`.`;

/** Replies that the gateway makes by itself; the first is for a path that no row has. */
const responses = {
  GatewayNotFound: { description: '无此路径 No such path: `Not Found`', content: gatewayContent },
  Bug: { description: '系统出错，已记录 Something broke; it was logged', content: problemContent },
};

/** The document. Every call makes a new one. */
export const openApi = (): object => {
  const paths: Record<string, Json> = {};
  for (const [id, row] of rows)
    paths[row.path] = { ...paths[row.path], [row.method.toLowerCase()]: operationOf(id, row) };
  return {
    openapi: '3.1.0',
    info: { title: '一站 Yizhan', version: '0.1.0', description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    tags: functions.map((name) => ({ name, description: tagTexts[name] })),
    paths,
    components: {
      schemas: componentSchemas(),
      parameters,
      responses,
      headers: {
        Version: { description: '版本 The version, for If-Match and If-None-Match', schema: { type: 'string' } },
        RetryAfter: { description: '多少秒之后再来 Come back after so many seconds', schema: { type: 'integer' } },
      },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
};
