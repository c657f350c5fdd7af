import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type ApiClient, type ApiScope, actorOfClient } from '../access/api-client.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { ExpectedError } from '../errors.ts';
import { rootFields } from './execute.ts';

/** What an operation does, by the scope that it needs; null for what no key of an API client is good for. */
const needed = (
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): ReadonlyMap<string, ApiScope | null> => {
  if (operation === 'query') return new Map([['query', 'read']]);
  const fields = schema.getRootType(operation)?.getFields() ?? {};
  return new Map(
    rootFields(document, selectionSet)
      .filter(({ name: { value } }) => value !== '__typename')
      .map(({ name: { value } }) => [value, fields[value]?.extensions.apiScope ?? null]),
  );
};

const inWords = ({ scopes }: ApiClient, what: string, scope: ApiScope | null): string =>
  scope === null
    ? `${what}: kunci klien API tidak berlaku untuk ini; yang diharapkan token seseorang, atau tanpa header Authorization.`
    : `${what}: kunci klien API ini berlingkup ${[...scopes].join(', ')}; yang diperlukan: ${scope}. Minta kunci dengan lingkup itu kepada pengelola.`;

/**
 * Lets an API client do what its scopes name; writes the refused right into the audit trail otherwise.
 *
 * @throws {ExpectedError} with HTTP 403, before anything runs.
 */
export const refuseBeyondScopes = async (
  schema: GraphQLSchema,
  { document, operation }: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
  { client, db, now }: Pick<Context, 'client' | 'db' | 'now'>,
): Promise<void> => {
  if (client === null) return;
  for (const [what, scope] of needed(schema, document, operation)) {
    if (scope !== null && client.scopes.has(scope)) continue;
    await withTenant(client.tenantId, () =>
      recordEvent(db.pool, {
        at: now(),
        actor: actorOfClient(client),
        action: 'right.refused',
        subject: client.id,
        detail: { right: what, scopes: [...client.scopes] },
      }),
    );
    throw new ExpectedError(inWords(client, what, scope), 'FORBIDDEN', 403);
  }
};
