/** docs/access.md, written from the tables that decide: role × relation, relation × fields, relation × actions. */
import { type Field, fields, fieldsOf, relationsOfRole, type Role, roles } from '../domain/access.ts';
import { type Action, actionNames, actions, type Relation, relations } from '../domain/ticket/actions.ts';
import { table } from './markdown.ts';

type Language = 'zh' | 'en';
const isIn = (fits: boolean) => (fits ? '●' : '');
const people = (Object.keys(relations) as Relation[]).filter((relation) => relation !== 'system');

const words = {
  zh: {
    title: '中文',
    roles: '角色 × 与申请的关系',
    role: '角色',
    fields: '关系 × 能看到什么',
    field: '内容',
    actions: '关系 × 操作',
    action: '操作',
    rules: [
      '没有列出的一律不可以；与一件申请没有任何关系的人，得到的答复与“没有这件申请”完全相同。',
      '每次请求都从系统自己的表里读角色、单位、任期和保密资格，免职当即生效；令牌只说明是哪个账号。',
      '工作人员对自己的申请只是申请人；对同住家人的申请什么都不是（回避）。',
      '保密件（纠纷、须保密的住址）只有具备保密资格的人员知道其存在。',
      '督办员、裁定员、审计员只及于本区域；审计员只读。能看不等于能办：操作还须状态允许，见 [ticket-life.md](ticket-life.md)。',
    ],
  },
  en: {
    title: 'English',
    roles: 'Role × what one can be to a ticket',
    role: 'Role',
    fields: 'Relation × what is shown',
    field: 'Field',
    actions: 'Relation × action',
    action: 'Action',
    rules: [
      'What is not listed is denied. Whoever is nothing to a ticket gets the very answer of a ticket that is not there.',
      'Role, office, term and clearance are read from our own table with each request: a removal works at once. A token only says which account it is.',
      'Staff are applicants to their own case and nothing else, and nothing at all to that of the people they live with.',
      'Restricted cases (disputes, addresses that must stay hidden) exist only for staff with a clearance.',
      'Supervisors, arbiter and auditors reach their own region only; auditors only read. An action also needs its state, see [ticket-life.md](ticket-life.md).',
    ],
  },
} as const;

const part = (language: Language): string => {
  const said = words[language];
  const columns = people.map((relation) => relations[relation][language]);
  return [
    `## ${said.title}`,
    said.rules.map((rule) => `- ${rule}`).join('\n'),
    `### ${said.roles}`,
    table(
      [said.role, ...columns],
      (Object.keys(roles) as Role[]).map((role) => [
        roles[role][language],
        ...people.map((relation) => isIn(relationsOfRole[role].includes(relation))),
      ]),
    ),
    `### ${said.fields}`,
    table(
      [said.field, ...columns],
      (Object.keys(fields) as Field[]).map((field) => [
        fields[field][language],
        ...people.map((relation) => isIn(fieldsOf[relation].includes(field))),
      ]),
    ),
    `### ${said.actions}`,
    table(
      [said.action, ...columns],
      actionNames.map((name) => {
        const action: Action = actions[name];
        return [`${action[language]} \`${name}\``, ...people.map((relation) => isIn(action.by.includes(relation)))];
      }),
    ),
  ].join('\n\n');
};

/** The whole page, Chinese first. */
export const accessTable = (): string =>
  [
    '# 谁能看什么、做什么 Who may see and do what',
    '由 `npm run generate` 从系统判定权限的表（`domain/access.ts`、`domain/ticket/actions.ts`）生成，请勿手改。 Generated from the tables that decide; do not edit.',
    part('zh'),
    part('en'),
    '',
  ].join('\n\n');
