import type { TrustedDocument } from '@kinerja/schema/operations';

/** Address that answers a trusted query; the same to the letter each time, so that what was preloaded or cached is found. */
export const readAddress = <Result, Variables>(
  { id, name }: TrustedDocument<Result, Variables>,
  variables: Variables,
  gateway: string,
): string =>
  `${gateway}graphql?documentId=${id}&operationName=${name}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
