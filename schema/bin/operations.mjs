// From operations/*.graphql to generated/operations.ts (types and ids, what the widgets import) and
// generated/documents.json (the texts, what the gateway accepts).
//
// operations/published.json remembers the documents of every published version of the widgets. It only grows: a page that
// pinned an old version must go on working, so the gateway accepts them for good.
//
//   node bin/operations.mjs             generate
//   node bin/operations.mjs --check     write nothing; fail when the current version's documents are not published
//   node bin/operations.mjs --publish   add them to the ledger, then generate
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, Kind, parse, print, validate } from 'graphql';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LEDGER = join(ROOT, 'operations/published.json');

/** The id names the exact text, comments and layout apart: `print` decides both. */
const documentId = (text) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** One operation of one file, checked: it is alone, named as its file, and valid against the schema. */
export function readOperation({ file, source, schema }) {
  const document = parse(source);
  const [definition, ...others] = document.definitions;
  const name = basename(file, '.graphql');
  if (others.length > 0 || definition?.kind !== Kind.OPERATION_DEFINITION || definition.name?.value !== name)
    throw new Error(`${file} must hold one operation named ${name}.`);
  const [mistake] = validate(schema, document);
  if (mistake) throw new Error(`${file}: ${mistake.message}`);
  const text = print(document);
  return { name, kind: definition.operation, id: documentId(text), text };
}

/** What is wrong with the ledger: an edited or invalid entry, or a document of the current version that is missing. */
export function ledgerMistakes({ ledger, version, operations, schema }) {
  const mistakes = [];
  for (const [published, documents] of Object.entries(ledger)) {
    for (const [id, text] of Object.entries(documents)) {
      if (documentId(text) !== id) mistakes.push(`published.json: the text of ${id} (${published}) was edited.`);
      for (const { message } of validate(schema, parse(text)))
        mistakes.push(`published.json: ${id} (${published}) no longer fits the schema: ${message}`);
    }
  }
  for (const { name, id } of operations)
    if (!ledger[version]?.[id])
      mistakes.push(
        `${name} of widgets ${version} is not published (${id}); run: node schema/bin/operations.mjs --publish`,
      );
  return mistakes;
}

const typescript = async (sdl, operations) => {
  const [{ codegen }, plugin] = await Promise.all([
    import('@graphql-codegen/core'),
    import('@graphql-codegen/typescript-operations'),
  ]);
  const types = await codegen({
    filename: 'operations.ts',
    schema: parse(sdl),
    documents: operations.map(({ name, text }) => ({ location: name, document: parse(text) })),
    config: { scalars: { ID: 'string', DateTime: 'string', Date: 'string', Period: 'string' }, immutableTypes: true },
    plugins: [{ operations: {} }],
    pluginMap: { operations: plugin },
  });
  const constants = operations.map(({ name, kind, id }) => {
    const type = `${name}${kind === 'query' ? 'Query' : 'Mutation'}`;
    return `export const ${name}Operation: TrustedDocument<${type}, ${type}Variables> = {\n  id: '${id.slice(7, 39)}',\n  name: '${name}',\n  kind: '${kind}',\n};\n`;
  });
  return `// Generated from operations/*.graphql by bin/operations.mjs.

/** A document the gateway knows by its id; the text stays out of the widgets. */
export interface TrustedDocument<Result, Variables> {
  /** The first half of the SHA-256 of its text; documents of older widgets have the whole. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  /** Never set: carries the types of what comes back and what goes in. */
  readonly types?: (variables: Variables) => Result;
}

${types.trim()}

${constants.join('\n')}`;
};

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const writeJson = (file, value) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

async function main(flags) {
  const sdl = readFileSync(join(ROOT, 'schema.graphql'), 'utf8');
  const schema = buildSchema(sdl);
  const { version } = readJson(join(ROOT, '../widgets/package.json'));
  const ledger = readJson(LEDGER);
  const operations = readdirSync(join(ROOT, 'operations'))
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readOperation({ file, source: readFileSync(join(ROOT, 'operations', file), 'utf8'), schema }));
  const current = Object.fromEntries(operations.map(({ id, text }) => [id, text]));

  if (flags.includes('--publish')) {
    ledger[version] = { ...ledger[version], ...current };
    writeJson(LEDGER, ledger);
  }
  const mistakes = ledgerMistakes({ ledger, version, operations, schema });
  for (const mistake of mistakes) process.stderr.write(`${mistake}\n`);
  if (flags.includes('--check')) {
    process.exitCode = mistakes.length > 0 ? 1 : 0;
    return;
  }

  mkdirSync(join(ROOT, 'generated'), { recursive: true });
  writeFileSync(join(ROOT, 'generated/operations.ts'), await typescript(sdl, operations));
  writeJson(join(ROOT, 'generated/documents.json'), Object.assign({}, ...Object.values(ledger), current));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
