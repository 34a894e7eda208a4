/** docs/ticket-life.md, written from the tables that the system itself runs on: states, actions, events, clocks, rules. */
import * as z from 'zod';
import { limitName } from '../domain/sla/limit.ts';
import { type Action, actionNames, actions, automatic, leadsTo, relations } from '../domain/ticket/actions.ts';
import { eventNames } from '../domain/ticket/event-names.ts';
import { type AlarmRule, defaultRules, type Rules } from '../domain/ticket/rules.ts';
import { alarmLevels, clockNames, type State, states } from '../domain/ticket/state.ts';
import { table } from './markdown.ts';
import { clocks, fields, levels, windows, words } from './ticket-life-words.ts';

type Language = 'zh' | 'en';
type Text = Record<Language, string>;
type Move = Pick<Action, 'zh' | 'en' | 'from' | 'to'>;

const listed = (texts: readonly string[], language: Language) => texts.join(language === 'zh' ? '、' : '; ') || '–';

/** Possible from so many states that arrows would hide the rest: told below the diagram. */
const isEverywhere = ({ from }: Move) => from.length > 3;
const moves: readonly Move[] = [...actionNames.map((name) => actions[name]), ...Object.values(automatic)];
const changes = (move: Move) => move.from.some((from) => leadsTo(move, from).some((to) => to !== from));

const idOf = (state: State) => state.replaceAll('-', '_');

const diagram = (language: Language): string => {
  const arrows = new Map<string, string[]>();
  for (const move of moves.filter((move) => changes(move) && !isEverywhere(move)))
    for (const from of move.from)
      for (const to of leadsTo(move, from).filter((to) => to !== from)) {
        const arrow = `${idOf(from)} --> ${idOf(to)}`;
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), move[language]]);
      }
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...Object.entries(states).map(([state, text]) => `  state "${text[language]}" as ${idOf(state as State)}`),
    '  [*] --> submitted',
    ...[...arrows].map(
      ([arrow, names]) => `  ${arrow}: ${names.map((name) => name.replaceAll(':', ' –')).join(' / ')}`,
    ),
    '```',
  ].join('\n');
};

const needs = ({ body, seals, ifMatch }: Action, language: Language): string => {
  const { required = [] } = z.toJSONSchema(body, { io: 'input' });
  const named = Object.keys(body.shape).map((key) => {
    const text = fields[key];
    if (!text)
      throw new Error(
        `bin/ticket-life-words.ts 没有字段“${key}”的名称，请补上 has no name for the field ${key}: add it`,
      );
    const isOptional = !required.includes(key);
    const marks = [
      ...(isOptional ? [language === 'zh' ? '可不填' : 'optional'] : []),
      ...(seals.includes(key) ? [language === 'zh' ? '加密' : 'sealed'] : []),
    ];
    const [open, close] = language === 'zh' ? ['（', '）'] : [' (', ')'];
    return `${text[language]}${marks.length > 0 ? `${open}${listed(marks, language)}${close}` : ''}`;
  });
  return listed([...named, ...(ifMatch ? [language === 'zh' ? '所见版本' : 'the version seen'] : [])], language);
};

const actionRows = (language: Language) =>
  actionNames.map((name) => {
    const action: Action = actions[name];
    const targets = [...new Set(action.from.flatMap((from) => leadsTo(action, from)))];
    return [
      `${action[language]} \`${name}\``,
      stateNames(action.from, language),
      listed(
        action.by.map((relation) => relations[relation][language]),
        language,
      ),
      needs(action, language),
      changes(action) ? stateNames(targets, language) : words[language].stays,
      listed(
        action.emits.map((type) => eventNames[type][language]),
        language,
      ),
    ];
  });

const workdays = (n: number): Text => limitName({ n, unit: 'wd' });

/** `once it has passed` for a rule of no days after the due. */
const lateBy = (days: number): Text =>
  days === 0
    ? { zh: '期限一过', en: 'once it has passed' }
    : { zh: `逾期${workdays(days).zh}`, en: `${workdays(days).en} late` };

const leftOf = (days: number, atLeast: number): Text => ({
  zh: `剩${workdays(days).zh}（期限不少于${workdays(atLeast).zh}的）`,
  en: `${workdays(days).en} left (limits of ${workdays(atLeast).en} or more)`,
});

const alarmTexts = ({ share, daysLeft, fromDays = 0, hoursLeft, daysLate, daysIn }: AlarmRule): Text[] => [
  ...(share === undefined ? [] : [{ zh: `已用 ${share * 100}%`, en: `${share * 100}% used` }]),
  ...(daysLeft === undefined ? [] : [leftOf(daysLeft, fromDays)]),
  ...(hoursLeft === undefined ? [] : [{ zh: `剩 ${hoursLeft} 个工作小时`, en: `${hoursLeft} working hours left` }]),
  ...(daysLate === undefined ? [] : [lateBy(daysLate)]),
  ...(daysIn === undefined
    ? []
    : [{ zh: `开始后${workdays(daysIn).zh}`, en: `${workdays(daysIn).en} after the start` }]),
];

const clockRows = (language: Language, { limits, alarms }: Rules) =>
  clockNames.map((name) => {
    const { name: called, runs, limit } = clocks[name];
    const [colon, or] = language === 'zh' ? ['：', '，或'] : [': ', ' or '];
    const raised = alarmLevels.flatMap((level) => {
      const texts = alarmTexts(alarms[name]?.[level] ?? {}).map((text) => text[language]);
      return texts.length > 0 ? [`${levels[level][language]}${colon}${texts.join(or)}`] : [];
    });
    return [`${called[language]} ${name}`, runs[language], limit(limits)[language], raised.join('<br>') || '–'];
  });

/** Names of states; all of them are called that. */
const stateNames = (list: readonly State[], language: Language): string =>
  list.length === Object.keys(states).length
    ? words[language].anyState
    : listed(
        list.map((state) => states[state][language]),
        language,
      );

const part = (language: Language): string => {
  const said = words[language];
  const targets = (move: Move) =>
    changes(move) ? stateNames([...new Set(move.from.flatMap((from) => leadsTo(move, from)))], language) : said.stays;
  return [
    `## ${said.title}`,
    said.intro,
    `### ${said.states}`,
    diagram(language),
    said.everywhere,
    moves
      .filter((move) => changes(move) && isEverywhere(move))
      .map(
        (move) =>
          `- ${move[language]}${language === 'zh' ? '：' : ': '}${stateNames(move.from, language)} → ${targets(move)}`,
      )
      .join('\n'),
    `### ${said.actions}`,
    table(said.actionHead, actionRows(language)),
    said.note,
    `### ${said.automatic}`,
    table(
      said.automaticHead,
      Object.values(automatic).map((move) => [
        move[language],
        stateNames(move.from, language),
        targets(move),
        listed(
          move.emits.map((type) => eventNames[type][language]),
          language,
        ),
      ]),
    ),
    said.routing,
    `### ${said.clocks}`,
    table(said.clockHead, clockRows(language, defaultRules)),
    `### ${said.windows}`,
    table(
      said.windowHead,
      windows.map(({ text, limit }) => [text[language], limitName(limit)[language]]),
    ),
  ].join('\n\n');
};

/** The whole page, Chinese first. */
export const ticketLife = (): string =>
  [
    '# 一件申请的一生 The life of a ticket',
    `由 \`npm run generate\` 从系统运行的规则生成（规则版本 ${defaultRules.version}），请勿手改。 Generated from the rules the system runs on (version ${defaultRules.version}); do not edit.`,
    part('zh'),
    part('en'),
    '',
  ].join('\n\n');
