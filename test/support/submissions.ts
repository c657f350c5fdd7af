import { mutate } from './mutate.ts';
import type { AskAs } from './sign-in.ts';

/** How a change of something that is submitted to a superior ended. */
export type ChangeResult<Thing> =
  | ({ readonly __typename: 'Activity' | 'PerformanceReport' | 'Contribution' } & Thing)
  | {
      readonly __typename: 'InvalidInput';
      readonly issues: readonly { readonly path: string; readonly message: string }[];
    }
  | { readonly __typename: 'NotPermitted'; readonly message: string }
  | { readonly __typename: 'NotAllowedNow'; readonly message: string; readonly allowed: readonly string[] }
  | { readonly __typename: 'ChangedMeanwhile'; readonly message: string; readonly version: number };

const REFUSALS = `
  ... on InvalidInput { issues { path message } }
  ... on NotPermitted { message }
  ... on NotAllowedNow { message allowed }
  ... on ChangedMeanwhile { message version }`;

/** Sends a mutation with one argument list; gives back its outcome, or the code of the error that stood in its place. */
export const change =
  <Thing>(type: string, fields: string) =>
  async (ask: AskAs, mutation: string, variables: Readonly<Record<string, unknown>>): Promise<ChangeResult<Thing>> => {
    const [, name = ''] = /(\w+)\(/.exec(mutation) ?? [];
    const { result, errors } = await mutate<ChangeResult<Thing>>(
      ask,
      name,
      variables,
      `... on ${type} { ${fields} } ${REFUSALS}`,
    );
    if (result === null) throw new Error(errors.map(({ extensions }) => extensions?.code).join(', '));
    return result;
  };

/** The outcome, which must be the thing. */
export const stored = <Thing>(result: ChangeResult<Thing>): Thing => {
  if (
    result.__typename === 'Activity' ||
    result.__typename === 'PerformanceReport' ||
    result.__typename === 'Contribution'
  )
    return result;
  throw new Error(`Not stored: ${JSON.stringify(result)}`);
};
