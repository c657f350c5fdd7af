import { type CryptoKey, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type TokenFault, TokenRefused } from './token-refused.ts';

/** What a token is held against. */
export interface TokenRule {
  /** The signatures that are taken: never both of a shared secret and of a key pair. */
  readonly algorithms: readonly string[];
  readonly issuer: string;
  readonly audience: string;
  readonly requiredClaims: readonly string[];
  /** The longest time from `iat` to `exp`, in seconds. */
  readonly longestLife: number;
}

/** How far two clocks may stand apart, in seconds: a token is accepted for less than this beyond its end. */
const CLOCK_TOLERANCE = 60;

const FAULTS: Readonly<Record<string, TokenFault>> = {
  [errors.JOSEAlgNotAllowed.code]: 'WRONG_ALGORITHM',
  [errors.JOSENotSupported.code]: 'WRONG_ALGORITHM',
  [errors.JWKSNoMatchingKey.code]: 'UNKNOWN_KEY',
  [errors.JWKSMultipleMatchingKeys.code]: 'UNKNOWN_KEY',
  [errors.JWSSignatureVerificationFailed.code]: 'WRONG_SIGNATURE',
  [errors.JWTExpired.code]: 'EXPIRED',
  [errors.JWSInvalid.code]: 'MALFORMED',
  [errors.JWTInvalid.code]: 'MALFORMED',
};

const CLAIM_FAULTS: Readonly<Record<string, TokenFault>> = {
  aud: 'WRONG_AUDIENCE',
  nbf: 'OF_THE_FUTURE',
};

/** What a failed verification says of the token; nothing when the failure is not the token's. */
const faultOf = (error: unknown): TokenFault | undefined => {
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.reason === 'check_failed' ? (CLAIM_FAULTS[error.claim] ?? 'CLAIM_MISSING') : 'CLAIM_MISSING';
  return error instanceof errors.JOSEError ? FAULTS[error.code] : undefined;
};

/**
 * The claims of a token whose signature, issuer, audience and times are good.
 *
 * @throws {TokenRefused} for every other token.
 */
export const verifyToken = async (
  token: string,
  key: Uint8Array | CryptoKey | JWTVerifyGetKey,
  { longestLife, ...rule }: TokenRule,
  now: Date,
): Promise<JWTPayload> => {
  const options = {
    algorithms: [...rule.algorithms],
    issuer: rule.issuer,
    audience: rule.audience,
    requiredClaims: [...rule.requiredClaims, 'iat', 'exp'],
    clockTolerance: CLOCK_TOLERANCE,
    currentDate: now,
  };
  try {
    const { payload } =
      typeof key === 'function' ? await jwtVerify(token, key, options) : await jwtVerify(token, key, options);
    const { iat = Number.NaN, exp = Number.NaN } = payload;
    if (iat > now.getTime() / 1000 + CLOCK_TOLERANCE) throw new TokenRefused('OF_THE_FUTURE');
    if (!(exp - iat <= longestLife)) throw new TokenRefused('TOO_LONG');
    return payload;
  } catch (error) {
    const fault = faultOf(error);
    throw fault === undefined ? error : new TokenRefused(fault);
  }
};
