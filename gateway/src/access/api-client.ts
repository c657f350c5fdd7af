/** What a key of an API client is good for: `read` all queries, `visits` the steps of visits and their codes. */
export const API_SCOPES = ['read', 'visits'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** A program that uses the API with a key of its own. */
export interface ApiClient {
  readonly tenantId: string;
  readonly id: string;
  readonly scopes: ReadonlySet<ApiScope>;
}

/** How a program stands in the audit trail. */
export const actorOfClient = ({ id }: Pick<ApiClient, 'id'>): string => `client ${id}`;
