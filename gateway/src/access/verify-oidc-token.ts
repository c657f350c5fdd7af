import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { verifyToken } from './verify-token.ts';

/** A provider of single sign-on that a region trusts. */
export interface IdentityProvider {
  readonly tenantId: string;
  readonly issuer: string;
  readonly audience: string;
  /** Where its public keys are; null when they are pinned. */
  readonly jwksUri: string | null;
  readonly jwks: JSONWebKeySet | null;
  readonly subjectClaim: string;
}

/** Verifies the tokens of providers. */
export type VerifyOidcToken = (provider: IdentityProvider, token: string, now: Date) => Promise<JWTPayload>;

/** The public keys of a provider cannot be had: nothing is known of the token, and it may be sent again. */
export class ProviderAway extends Error {
  override readonly name = 'ProviderAway';
}

/** Signatures of key pairs only: a public key must never be taken for a shared secret. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** The longest time from `iat` to `exp`, in seconds. */
const LONGEST_LIFE = 24 * 60 * 60;
const FETCH_MS = 3000;
/** A key that the provider has taken back is forgotten after this long. */
const KEPT_MS = 10 * 60_000;
/** For a key that is not known yet the provider is asked again, at most this often: strangers could name any. */
const COOLDOWN_MS = 2000;
const MAX_PROVIDERS = 1000;

/** What is wrong with the token, not with the set of keys. */
const isOfToken = (error: unknown) =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

const fetchedKeys = (uri: string): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(new URL(uri), {
    timeoutDuration: FETCH_MS,
    cacheMaxAge: KEPT_MS,
    cooldownDuration: COOLDOWN_MS,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (isOfToken(error)) throw error;
      throw new ProviderAway(`The keys at ${uri} cannot be had.`, { cause: error });
    }
  };
};

/** Keeps the fetched keys of providers in memory. */
export const createVerifyOidcToken = (): VerifyOidcToken => {
  const fetched = new LRUCache<string, JWTVerifyGetKey>({ max: MAX_PROVIDERS, memoMethod: fetchedKeys });
  return ({ issuer, audience, jwksUri, jwks }, token, now) =>
    verifyToken(
      token,
      jwksUri === null ? createLocalJWKSet(jwks ?? { keys: [] }) : fetched.memo(jwksUri),
      { algorithms: ALGORITHMS, issuer, audience, requiredClaims: [], longestLife: LONGEST_LIFE },
      now,
    );
};
