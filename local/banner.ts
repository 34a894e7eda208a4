/** What somebody sees who has just started the system. */
import type { DemoPerson } from './demo-people.ts';
import type { System } from './system.ts';

const width = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 0);
const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(1, columns - width(text)));

const rows = (pairs: readonly (readonly [string, string])[]): string[] => {
  const columns = Math.max(...pairs.map(([left]) => width(left))) + 2;
  return pairs.map(([left, right]) => `    ${pad(left, columns)}${right}`);
};

/** More would scroll the address away. */
const onePerRole = (people: readonly DemoPerson[]): DemoPerson[] =>
  people.filter(({ role }, index) => people.findIndex((other) => other.role === role) === index);

export const banner = (
  system: System,
  given: { dataDir: string; people: readonly DemoPerson[]; functions: number; tokenOptions: string },
): string =>
  [
    '',
    `  一站 Yizhan  ${system.url}`,
    '',
    '  在本机运行 Runs on this machine',
    ...rows([
      ['接口与网页 API and web', system.url],
      ['数据库 DynamoDB', system.endpoints['AWS_ENDPOINT_URL_DYNAMODB'] ?? '-'],
      [`${Object.keys(system.queues).length} 个队列 queues (SQS)`, system.endpoints['AWS_ENDPOINT_URL_SQS'] ?? '-'],
      ['密钥 Keys (KMS stand-in)', system.endpoints['AWS_ENDPOINT_URL_KMS'] ?? '-'],
      [`${given.functions} 个函数 functions`, `日志 logs: ${system.logs}/<function>.log`],
      ['令牌签发 Tokens', system.issuer],
      ['数据目录 Data', given.dataDir],
    ]),
    '',
    '  登录：取得令牌，作为 Authorization 请求头发送  Sign in: get a token, send it as the Authorization header',
    `    curl -H "Authorization: Bearer $(npm run -s token -- <id>${given.tokenOptions})" ${system.url}/…`,
    ...rows(
      onePerRole(given.people).map(({ id, zh, en }) => [
        `npm run -s token -- ${id}${given.tokenOptions}`,
        `${zh} ${en}`,
      ]),
    ),
    `    全部 ${given.people.length} 人 All ${given.people.length} people: npm run -s token`,
    '',
    '  停止 Stop: Ctrl-C        清空数据重新开始 Start empty: npm start -- --fresh',
    '',
  ].join('\n');
