// Writes typescript/operations.ts: for each query its text, and the types of what goes in and what comes back, from the SDL that
// the gateway serves. An application of your own downloads that SDL from /schema.graphql, and has the rest of this file.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as documents from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const FOLDER = new URL('../queries/', import.meta.url);

/** The text of operations.ts, as it must be for these queries and this SDL. */
export const generated = () =>
  codegen({
    filename: 'operations.ts',
    schema: parse(read('../../../schema/schema.graphql')),
    documents: readdirSync(FOLDER)
      .sort()
      .map((file) => ({ location: file, document: parse(read(`../queries/${file}`)) })),
    config: {
      documentMode: 'string',
      enumsAsTypes: true,
      immutableTypes: true,
      scalars: { ID: 'string', DateTime: 'string', Date: 'string', Period: 'string' },
      useTypeImports: true,
    },
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents },
  });

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../typescript/operations.ts', import.meta.url), await generated());
