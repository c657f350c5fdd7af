import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { Pool } from 'pg';
import type { Context } from '../context.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { decodeGlobalId } from '../global-id.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import type { GrantedRole } from './permissions.ts';
import type { RecordTokenRefused } from './record-token-refused.ts';
import { TokenRefused } from './token-refused.ts';
import { verifyEmbedToken } from './verify-embed-token.ts';
import { createVerifyOidcToken, type IdentityProvider } from './verify-oidc-token.ts';
import type { Viewer } from './viewer.ts';

/**
 * Who is signed in by a header `Authorization`.
 *
 * @throws {TokenRefused} when nobody is; it is in the audit trail of the tenant that the token names.
 */
export type IdentifyViewer = (authorization: string) => Promise<Viewer>;

/** A token as it says of itself, before anything about it is believed. */
interface UnverifiedToken {
  readonly token: string;
  readonly keyId: unknown;
  readonly issuer: string;
  readonly audiences: readonly string[];
}

/** A token whose signature and times are good. */
interface VerifiedToken {
  readonly claims: JWTPayload;
  readonly subject: unknown;
}

const FIND_PROVIDER = `
  select tenant_id as "tenantId", issuer, audience, jwks_uri as "jwksUri", jwks, subject_claim as "subjectClaim"
  from identity_provider where issuer = $1 order by audience`;

const FIND_REVOKED = 'select from revoked_token where tenant_id = $1 and token_id = $2';

const FIND_PERSON = `
  select id as "employeeId", name,
         array(select distinct role from role_grant
               where role_grant.tenant_id = $1 and role_grant.employee_id = employee.id and revoked_at is null) as roles
  from employee where tenant_id = $1 and (id = $2 or employee_number = $3)`;

const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\0');

const readToken = (authorization: string): UnverifiedToken => {
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new TokenRefused('MALFORMED');
  try {
    const { kid } = decodeProtectedHeader(token);
    const { iss, aud } = decodeJwt(token);
    return { token, keyId: kid, issuer: isText(iss) ? iss : '', audiences: [aud].flat().filter(isText) };
  } catch {
    throw new TokenRefused('MALFORMED');
  }
};

/** The provider for whom a token says it speaks, looked up anew for each token: a removed one ends at once. */
const findProvider = async (directory: Pool, { issuer, audiences }: UnverifiedToken) => {
  const { rows } = await directory.query<IdentityProvider>({
    name: 'identity_provider',
    text: FIND_PROVIDER,
    values: [issuer],
  });
  const named = rows.find(({ audience }) => audiences.includes(audience));
  // A wrong audience is told to the region whose issuer it is, when there is but one.
  return named ?? (rows.length === 1 ? rows[0] : undefined);
};

const refuseRevoked = async (pool: Pool, tenantId: string, { jti }: JWTPayload): Promise<void> => {
  if (jti === undefined) return;
  if (!isText(jti) || jti === '') throw new TokenRefused('CLAIM_MISSING');
  const { rowCount } = await pool.query({ name: 'revoked_token', text: FIND_REVOKED, values: [tenantId, jti] });
  if (rowCount !== 0) throw new TokenRefused('TOKEN_REVOKED');
};

/** A subject is an employee number, or the id of an Employee of the tenant. */
const findPerson = async (pool: Pool, tenantId: string, subject: unknown): Promise<Viewer> => {
  if (typeof subject !== 'string') throw new TokenRefused('UNKNOWN_PERSON');
  const key = decodeGlobalId(subject);
  const employeeId = key?.type === 'Employee' && key.tenantId === tenantId ? key.id : null;
  const employeeNumber = /^\d{18}$/.test(subject) ? subject : null;
  const { rows } = await pool.query<{ employeeId: string; name: string; roles: readonly GrantedRole[] }>({
    name: 'person_of_token',
    text: FIND_PERSON,
    values: [tenantId, employeeId, employeeNumber],
  });
  const [person] = rows;
  if (person === undefined) throw new TokenRefused('UNKNOWN_PERSON');
  return { tenantId, employeeId: person.employeeId, name: person.name, roles: new Set(person.roles) };
};

/** Identifies people by the tokens of portals and of providers of single sign-on. */
export const createIdentifyViewer = (
  { db, tenants, now }: Pick<Context, 'db' | 'tenants' | 'now'>,
  recordRefused: RecordTokenRefused,
): IdentifyViewer => {
  const verifyOidcToken = createVerifyOidcToken();

  /** Does what a tenant's token leads to, with the refusal in its audit trail. */
  const within = (tenantId: string, verify: () => Promise<VerifiedToken>): Promise<Viewer> =>
    withTenant(tenantId, async () => {
      try {
        const { claims, subject } = await verify();
        await refuseRevoked(db.pool, tenantId, claims);
        return await findPerson(db.pool, tenantId, subject);
      } catch (error) {
        if (error instanceof TokenRefused) await recordRefused(tenantId, error, now());
        throw error;
      }
    });

  const byPortal = (tenant: TenantEntry, { token, keyId }: UnverifiedToken) =>
    within(tenant.tenantId, async () => {
      const claims = await verifyEmbedToken(db.pool, tenant, token, keyId, now());
      return { claims, subject: claims.sub };
    });

  const byProvider = (provider: IdentityProvider, { token }: UnverifiedToken) =>
    within(provider.tenantId, async () => {
      const claims = await verifyOidcToken(provider, token, now());
      return { claims, subject: claims[provider.subjectClaim] };
    });

  return async (authorization) => {
    const unverified = readToken(authorization);
    const tenant = await tenants.byCode(unverified.issuer);
    if (tenant !== undefined) return byPortal(tenant, unverified);
    const provider = await findProvider(db.directory, unverified);
    if (provider !== undefined) return byProvider(provider, unverified);
    throw new TokenRefused('UNKNOWN_ISSUER');
  };
};
