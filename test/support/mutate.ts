import { GraphQLObjectType } from 'graphql';
import { schema } from '../../gateway/src/schema.ts';
import type { Answer } from './gateway.ts';
import type { AskAs } from './sign-in.ts';

/** How a mutation ended: its result, or null with the errors that stood in its place. */
export interface Mutated<Result> {
  readonly result: Result | null;
  readonly errors: Answer<unknown>['errors'];
}

/**
 * Sends a mutation as somebody; the types of its arguments are those of the schema.
 *
 * @param args those that are left out are not sent.
 * @param select what is asked of the members of the result's union, beside which one it is.
 */
export async function mutate<Result>(
  ask: AskAs,
  mutation: string,
  args: Readonly<Record<string, unknown>>,
  select: string,
): Promise<Mutated<Result>> {
  const type = schema.getMutationType();
  const field = type instanceof GraphQLObjectType ? type.getFields()[mutation] : undefined;
  if (field === undefined) throw new Error(`There is no mutation ${mutation}.`);
  const declared = field.args.filter(({ name }) => name in args);
  const variables = declared.map(({ name, type: of }) => `$${name}: ${of.toString()}`).join(', ');
  const given = declared.map(({ name }) => `${name}: $${name}`).join(', ');
  const { data, errors } = await ask<{ readonly result: Result | null } | null>(
    `mutation (${variables}) { result: ${mutation}(${given}) { __typename ${select} } }`,
    args,
  );
  return { result: data?.result ?? null, errors };
}
