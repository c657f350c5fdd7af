import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type DocumentNode, type GraphQLSchema, getVariableValues, Kind, type OperationDefinitionNode } from 'graphql';
import type { Context } from '../context.ts';
import { ExpectedError } from '../errors.ts';

/** What an ad-hoc document asks for, by each measure that has a limit. */
export interface QueryCost {
  /** Fields, each as often as the lists around it may be long: the points that a budget is counted in. */
  readonly complexity: number;
  /** Levels of fields below each other. */
  readonly depth: number;
  /** Fields that are written down, those of fragments wherever they are spread. */
  readonly breadth: number;
}

/** What one ad-hoc document may cost, by who asks; trusted ones are checked by a test instead. */
const MOST = {
  anybody: { complexity: 5000, depth: 10, breadth: 200 },
  client: { complexity: 10_000, depth: 12, breadth: 400 },
} as const satisfies Readonly<Record<string, QueryCost>>;

/** What one ad-hoc document of whoever asks may cost. */
export const mostFor = ({ client }: Pick<Context, 'client'>): QueryCost => MOST[client === null ? 'anybody' : 'client'];

/** Points for each look at the schema itself, which no page size makes larger or smaller. */
const LOOK_AT_SCHEMA = 100;

/** What is known of an operation before it is run. */
interface AdHocOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
  readonly context: Context;
}

/** Fields of GraphQL itself, when the operation asks for no other. */
const schemaFields = ({ selectionSet: { selections } }: OperationDefinitionNode): readonly string[] | undefined => {
  const names = selections.map((selection) => (selection.kind === Kind.FIELD ? selection.name.value : ''));
  return names.every((name) => name.startsWith('__')) ? names : undefined;
};

/** What an operation costs; nothing when its variables cannot be used: the execution knows how to name them. */
export const costOf = (
  schema: GraphQLSchema,
  { document, operation, variables, context }: AdHocOperation,
): QueryCost | undefined => {
  const ofSchema = schemaFields(operation);
  if (ofSchema !== undefined) {
    const looks = ofSchema.filter((name) => name !== '__typename').length;
    return { complexity: ofSchema.length - looks + looks * LOOK_AT_SCHEMA, depth: 1, breadth: ofSchema.length };
  }
  if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors !== undefined) return undefined;
  const { complexity, depth, breadth } = complexityFromQuery(document, { schema, variables, ctx: context });
  return { complexity, depth, breadth };
};

/** @throws {ExpectedError} that names the first measure by which a document is too expensive. */
export const refuseExpensive = (cost: QueryCost, most: QueryCost): void => {
  for (const measure of ['depth', 'breadth', 'complexity'] as const)
    if (cost[measure] > most[measure])
      throw new ExpectedError(
        `The query is too expensive: its ${measure} is ${cost[measure]}, at most ${most[measure]} is allowed. Ask for fewer fields or smaller pages.`,
        'COST_LIMIT_EXCEEDED',
        400,
      );
};
