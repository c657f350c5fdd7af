import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ledgerMistakes, readOperation } from '@kinerja/schema/bin/operations';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';

const SCHEMA = fileURLToPath(new URL('../../schema/', import.meta.url));
const read = (path: string) => readFileSync(`${SCHEMA}${path}`, 'utf8');
const schema = buildSchema(read('schema.graphql'));
const ledger = JSON.parse(read('operations/published.json'));
const { version } = JSON.parse(read('../widgets/package.json'));

const operations = readdirSync(`${SCHEMA}operations`)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => ({ file, source: read(`operations/${file}`) }));
const current = operations.map(({ file, source }) => readOperation({ file, source, schema }));

describe('the ledger of published documents', () => {
  test('holds every document of the current widgets, and each still fits the schema', () => {
    expect(ledgerMistakes({ ledger, version, operations: current, schema })).toEqual([]);
  });

  test('notices a document that was edited without being published', () => {
    const [{ file, source }] = operations.filter((one) => one.file === 'RatingForm.graphql') as [
      (typeof operations)[number],
    ];
    const edited = readOperation({ file, source: source.replace('sampleData', ''), schema });
    expect(ledgerMistakes({ ledger, version, operations: [edited], schema })).toEqual([
      `${edited.name} of widgets ${version} is not published (${edited.id}); run: node schema/bin/operations.mjs --publish`,
    ]);
  });

  test('does not mind a comment or another layout', () => {
    const [{ file, source }] = operations as [(typeof operations)[number]];
    const { id } = readOperation({ file, source: `# Why.\n${source.replaceAll('  ', '    ')}`, schema });
    expect(id).toBe(current[0]?.id);
  });

  test('notices an entry that was edited, and a schema that broke one', () => {
    const [[id, text]] = Object.entries<string>(ledger[version]).filter(([, one]) => one.includes('sampleData')) as [
      [string, string],
    ];
    const told = ledgerMistakes({
      ledger: { '0.0.1': { [id]: text.replace('sampleData', 'sampelData') } },
      version: '0.0.1',
      operations: [],
      schema,
    });
    expect(told[0]).toContain('was edited');
    expect(told[1]).toContain('no longer fits the schema: Cannot query field "sampelData"');
  });
});

test.each([
  ['two operations', 'query A { __typename } query B { __typename }', 'must hold one operation named A'],
  ['another name than its file', 'query B { __typename }', 'must hold one operation named A'],
  ['a field that does not exist', 'query A { nothing }', 'Cannot query field "nothing"'],
])('a file with %s is refused', (_, source, reason) => {
  expect(() => readOperation({ file: 'A.graphql', source, schema })).toThrow(reason);
});
