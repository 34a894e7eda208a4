/** Runs beside the generated client, where the linter is installed: node lint.mjs <openapi.json> */
import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const [document] = process.argv.slice(2);
const config = await createConfig({
  extends: ['recommended-strict'],
  // It describes what the gateway says to a path that no row has, so no operation refers to it.
  rules: { 'no-unused-components': 'off' },
});
const problems = await lintFromString({ source: readFileSync(document, 'utf8'), absoluteRef: document, config });
for (const { ruleId, message, location } of problems)
  console.log(`${ruleId}: ${message} ${location[0]?.pointer ?? ''}`);
console.log(`redocly recommended-strict: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
