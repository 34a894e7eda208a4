/** The document is sound: whoever generates a client from it finds every name it uses. */
import { describe, expect, test } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { openApi } from '../../contract/openapi.ts';
import { routes } from '../../contract/routes.ts';

type Json = Record<string, unknown>;
type Parameter = { $ref?: string; name?: string; in?: string; required?: boolean };
type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  security: unknown[];
  parameters: Parameter[];
  requestBody?: Json;
  responses: Record<string, Json>;
};
type Document = {
  openapi: string;
  info: { version: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Json>;
};

// What a client reads is the text, so the text is what is looked at.
const document = JSON.parse(JSON.stringify(openApi())) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

const refsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
};

const resolve = (ref: string): unknown =>
  ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], document);

describe('OpenAPI', () => {
  test('every row is an operation with its own id, tag and bilingual summary', () => {
    expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(Object.keys(routes).sort());
    const tags = document.tags.map(({ name }) => name);
    for (const { operation } of operations) {
      expect(tags).toEqual(expect.arrayContaining(operation.tags));
      expect(operation.summary).toMatch(/\p{Script=Han}.* .*[A-Za-z]/u);
    }
  });

  test('every reference resolves and every component is used', () => {
    const refs = new Set(refsIn(document));
    for (const ref of refs) expect({ ref, found: resolve(ref) !== undefined }).toEqual({ ref, found: true });
    const unused = Object.keys(document.components['schemas'] ?? {}).filter(
      (id) => !refs.has(`#/components/schemas/${id}`),
    );
    expect(unused).toEqual([]);
  });

  test('path parameters are declared, all of them and no other', () => {
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name }) => name)).toEqual(named);
      for (const { required } of declared) expect(required).toBe(true);
    }
  });

  test('headers and security follow the row', () => {
    for (const { operation } of operations) {
      const row = routes[operation.operationId as keyof typeof routes];
      const refs = new Set(operation.parameters.map(({ $ref }) => $ref));
      expect(refs.has('#/components/parameters/IfMatch')).toBe(row.ifMatch);
      expect(refs.has('#/components/parameters/IdempotencyKey')).toBe(row.idempotencyKey);
      expect(operation.security).toEqual(row.access === 'public' ? [] : [{ bearer: [] }]);
      expect(operation.requestBody !== undefined).toBe(row.body !== null);
      expect('401' in operation.responses).toBe(row.access !== 'public');
      // `?unknown=1` is refused by every operation.
      expect(operation.responses).toHaveProperty('422');
    }
  });

  test('every refusal is problem+json', () => {
    for (const { operation } of operations) {
      for (const [status, response] of Object.entries(operation.responses)) {
        if (Number(status) < 400 || '$ref' in response) continue;
        const content = Object.keys(response['content'] as Json);
        expect(content.some((type) => /^application\/(problem\+)?json$/.test(type))).toBe(true);
        expect(response['description']).not.toBe('');
      }
    }
  });

  test('it has the version of the package', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info.version).toBe(packageJson.version);
  });
});
