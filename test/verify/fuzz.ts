/** One person's turn of the fuzzer (schemathesis): what it is told, what it may find, what it found. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { output } from './tools.ts';

export type Role = { readonly role: string; readonly person: string | null };
/** What exists in the running system, so that not every address is one where nothing is. */
export type Known = { readonly tickets: readonly string[] };
export type Outcome = {
  readonly role: string;
  readonly cases: number;
  /** Reached within the time, of all. */
  readonly operations: number;
  readonly of: number;
  readonly findings: number;
};
export type FuzzOptions = {
  readonly programs: string;
  readonly dir: string;
  readonly document: string;
  readonly url: string;
  /** For both parts together. */
  readonly seconds: number;
  readonly known: Known;
  readonly role: Role;
  readonly token: string | null;
};

const report = z.object({
  exit_code: z.int(),
  operations: z.object({ selected: z.int(), tested: z.int() }),
  test_cases: z.object({ generated: z.int() }),
  failures: z.array(z.object({ code: z.string(), title: z.string(), operations: z.array(z.string()) })),
  errors: z.array(z.unknown()),
});

/**
 * Its checks, and three that are not ours: the gateway (HTTP API) has no 405, a method without a row is a path without
 * one, 404; a missing If-Match is 428 (RFC 6585); what fits the schema may still break a rule that JSON Schema cannot
 * say (a cursor of another list, an unseen character, the 31st of a period), and is then refused as documented.
 */
const config = ({ tickets }: Known): string => `
[checks]
unsupported_method.enabled = false
missing_required_header.expected-statuses = [400, 401, 403, 404, 413, 415, 422, 428, 429]
positive_data_acceptance.expected-statuses = ["2xx", "3xx", 400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429]

[generation]
allow-x00 = false
database = "none"

[dictionaries.tickets]
values = ${JSON.stringify(tickets)}
[dictionaries.versions]
values = ${JSON.stringify(Array.from({ length: 8 }, (_, i) => `"${i + 1}"`))}
[dictionaries.regions]
values = ["320613001001", "320613001000", "320613000000", "320600000000"]
[dictionaries.communities]
values = ["320613001001", "320613002001"]
[dictionaries.offices]
values = ["station-320613001001", "police-320613001", "police-320613"]
[dictionaries.items]
values = ["residence-registration", "old-age-allowance", "school-enrolment-consult"]

[parameters]
"header.If-Match" = { dictionary = "versions", probability = 0.9 }
"path.regionCode" = { dictionary = "regions", probability = 0.7 }
"path.officeId" = { dictionary = "offices", probability = 0.7 }
"query.officeId" = { dictionary = "offices", probability = 0.7 }
"query.regionCode" = { dictionary = "regions", probability = 0.7 }

[[operations]]
include-path-regex = "^/tickets/[{]id[}]"
parameters = { "path.id" = { dictionary = "tickets", probability = 0.8 } }

[[operations]]
include-path = "/tickets"
parameters = { "body.communityCode" = { dictionary = "communities", probability = 0.8 }, "body.itemId" = { dictionary = "items", probability = 0.8 } }
`;

/**
 * The fuzzer turns \`prefixItems\` into an older form and then refuses its own work: a pair of numbers is written as a
 * list of two, which says the same.
 */
const pairsAsLists = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pairsAsLists);
  if (typeof value !== 'object' || value === null) return value;
  const { prefixItems, ...rest } = value as Record<string, unknown>;
  const pair = Array.isArray(prefixItems) ? { ...rest, items: prefixItems[0] } : rest;
  return Object.fromEntries(Object.entries(pair).map(([key, inner]) => [key, pairsAsLists(inner)]));
};

/** Everything about the shape first (each boundary once, well-formed or not), then random requests about what exists. */
const parts = [
  { name: 'coverage', args: ['--phases', 'coverage'] },
  { name: 'random', args: ['--phases', 'fuzzing', '--mode', 'positive', '--max-examples', '12'] },
];

/** Runs both parts as one person. The whole output lies in `<dir>/<role>-<part>.log`; what was found is printed. */
export const fuzz = async (options: FuzzOptions): Promise<Outcome> => {
  const { programs, dir, url, seconds, known, token } = options;
  const { role } = options.role;
  const schema = join(dir, 'openapi.json');
  writeFileSync(schema, JSON.stringify(pairsAsLists(JSON.parse(options.document))));
  writeFileSync(join(dir, 'schemathesis.toml'), config(known));
  let [cases, operations, of, findings] = [0, 0, 0, 0];
  for (const { name, args } of parts) {
    const json = join(dir, `${role}-${name}.json`);
    const { code, text } = await output(
      join(programs, 'schemathesis'),
      [
        `--config-file=${join(dir, 'schemathesis.toml')}`,
        'run',
        schema,
        `--url=${url}`,
        ...(token === null ? [] : ['--header', `Authorization: Bearer ${token}`]),
        `--max-time=${Math.ceil(seconds / parts.length)}`,
        '--continue-on-failure',
        '--no-color',
        '--warnings=off',
        // About how the fuzzer draws its data, not about the API.
        '--suppress-health-check=all',
        '--report=json',
        `--report-json-path=${json}`,
        ...args,
      ],
      { cwd: dir },
    );
    writeFileSync(join(dir, `${role}-${name}.log`), text);
    const said = report.parse(JSON.parse(readFileSync(json, 'utf8')));
    cases += said.test_cases.generated;
    operations = Math.max(operations, said.operations.tested);
    of = said.operations.selected;
    const found = said.failures.flatMap(({ code, title, operations }) =>
      operations.map((operation) => `${code} ${title}: ${operation}`),
    );
    findings += found.length + said.errors.length + (code !== 0 && found.length + said.errors.length === 0 ? 1 : 0);
    for (const line of found) console.log(`  ✗ ${role}: ${line}`);
    if (code !== 0) console.log(`  ✗ ${role}: see ${join(dir, `${role}-${name}.log`)}`);
  }
  return { role, cases, operations, of, findings };
};

export const fuzzTable = (outcomes: readonly Outcome[]): string => {
  const line = (...cells: readonly (string | number)[]) =>
    cells.map((cell, i) => (i === 0 ? String(cell).padEnd(14) : String(cell).padStart(10))).join('');
  return [
    line('role', 'operations', 'requests', 'findings'),
    ...outcomes.map(({ role, operations, of, cases, findings }) => line(role, `${operations}/${of}`, cases, findings)),
    line(
      'all',
      '',
      outcomes.reduce((sum, { cases }) => sum + cases, 0),
      outcomes.reduce((sum, { findings }) => sum + findings, 0),
    ),
  ].join('\n');
};
