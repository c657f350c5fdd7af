import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { v7 as timeOrderedId } from 'uuid';
import { encodeGlobalId } from '../../gateway/src/global-id.ts';
import type { TestDatabase } from './database.ts';
import type { Answer, TestGateway } from './gateway.ts';
import type { SeededTenant } from './tenant.ts';

/** A key of a portal, as its server keeps it. */
export interface PortalKey {
  readonly kid: string;
  readonly secret: string;
}

/** What a token says; a part that is undefined is left out of it. */
export interface TokenParts {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Sends a document as one person; headers beside the token as given. */
export type AskAs = <Data = never>(
  document: string,
  variables?: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer<Data>>;

type Place = Pick<TestGateway, 'ask' | 'clock' | 'database'>;

const inBase64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that is not signed yet. */
export const unsignedToken = (header: unknown, claims: unknown): string => `${inBase64(header)}.${inBase64(claims)}`;

/** Makes a portal key of a region, as `pnpm kinerja portal-key add` does. */
export async function addPortalKey(
  { database, inTenant }: Pick<TestDatabase, 'database' | 'inTenant'>,
  tenant: SeededTenant,
): Promise<PortalKey> {
  const kid = timeOrderedId();
  const secret = randomBytes(32).toString('base64url');
  await inTenant(tenant, () =>
    database.prisma.portalKey.create({
      data: { tenantId: tenant.uuid, id: kid, name: 'Portal uji', secret, createdAt: new Date() },
    }),
  );
  return { kid, secret };
}

/** The header and the claims of a good token: made now, for fifteen minutes. */
export const goodParts = (
  tenant: SeededTenant,
  subject: string,
  kid: string,
  now: Date,
): { readonly header: Readonly<Record<string, unknown>>; readonly claims: Readonly<Record<string, unknown>> } => {
  const iat = Math.floor(now.getTime() / 1000);
  return {
    header: { alg: 'HS256', typ: 'JWT', kid },
    claims: { iss: tenant.code, aud: 'kinerja', sub: subject, iat, exp: iat + 900, jti: randomUUID() },
  };
};

/** What a portal's server makes for a person; `changed` replaces parts of the header and of the claims. */
export function embedToken(
  tenant: SeededTenant,
  subject: string,
  { kid, secret }: PortalKey,
  now: Date,
  changed: TokenParts = {},
): string {
  const good = goodParts(tenant, subject, kid, now);
  const unsigned = unsignedToken({ ...good.header, ...changed.header }, { ...good.claims, ...changed.claims });
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

const keys = new WeakMap<TestDatabase, Map<string, Promise<PortalKey>>>();

/** The one portal key of a region in these tests. */
const portalKeyOf = (database: TestDatabase, tenant: SeededTenant): Promise<PortalKey> => {
  const ofDatabase = keys.get(database) ?? new Map<string, Promise<PortalKey>>();
  keys.set(database, ofDatabase);
  const key = ofDatabase.get(tenant.uuid) ?? addPortalKey(database, tenant);
  ofDatabase.set(tenant.uuid, key);
  return key;
};

/**
 * Signs an employee in.
 *
 * @param employeeUuid of a row of `employee`, as `seedEmployees` gives it.
 * @returns how to ask as that person: each request gets a fresh token by the clock of the gateway.
 */
export async function signIn(gateway: Place, tenant: SeededTenant, employeeUuid: string): Promise<AskAs> {
  const key = await portalKeyOf(gateway.database, tenant);
  const subject = encodeGlobalId({ type: 'Employee', tenantId: tenant.uuid, id: employeeUuid });
  return (document, variables = {}, headers = {}) =>
    gateway.ask(document, variables, {
      Authorization: `Bearer ${embedToken(tenant, subject, key, gateway.clock.now())}`,
      ...headers,
    });
}
