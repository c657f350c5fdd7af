import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Placement } from './one-tenant.ts';

const FILE = fileURLToPath(new URL('../../schema/citus/distribute.sql', import.meta.url));

/** Where the operator's file puts each table: in its order, and as often as it names it. */
interface Distribution {
  readonly distributed: readonly string[];
  readonly reference: readonly string[];
  readonly local: readonly string[];
  readonly localSchemas: readonly string[];
  /** Functions that have to be on every node. */
  readonly functions: readonly string[];
  /** The table that each distributed one but the first shares its nodes with. */
  readonly colocatedWith: readonly string[];
}

const text = readFileSync(FILE, 'utf8');
const all = (pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

export const DISTRIBUTION: Distribution = {
  distributed: all(/^select create_distributed_table\('(\w+)', 'tenant_id', colocate_with => '\w+'\);$/gm),
  reference: all(/^select create_reference_table\('(\w+)'\);$/gm),
  local: all(/^-- local: (\w+)/gm),
  localSchemas: all(/^-- local schema: (\w+)/gm),
  functions: all(/^select create_distributed_function\('(\w+)\(/gm),
  colocatedWith: all(/^select create_distributed_table\('\w+', 'tenant_id', colocate_with => '(\w+)'\);$/gm),
};

/** Lines of the file that do something. */
export const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('--'));

export const PLACEMENT: Placement = {
  distributed: new Set(DISTRIBUTION.distributed),
  reference: new Set(DISTRIBUTION.reference),
  local: new Set(DISTRIBUTION.local),
};
