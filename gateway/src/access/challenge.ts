import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Pool } from 'pg';
import { z } from 'zod';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Issue } from '../domain/score.ts';
import { tenantSecret } from './tenant-secret.ts';

/** About half a second of work on a slow phone. */
const COST = 5000;
const HIGHEST_COUNTER = 400;
const LIFETIME_MS = 10 * 60_000;
/** How far two clocks may stand apart, or one be set: what seems to hold for longer was made when a clock was ahead. */
const CLOCK_TOLERANCE_MS = 60_000;

const Proof = z.object({
  challenge: z.object({
    parameters: z
      .object({
        algorithm: z.literal('PBKDF2/SHA-256'),
        nonce: z.string(),
        salt: z.string(),
        cost: z.literal(COST),
        keyLength: z.number().int().max(64),
        keyPrefix: z.string(),
        expiresAt: z.number(),
        data: z.record(z.string(), z.string()),
      })
      .loose(),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number().int(), derivedKey: z.string() }).loose(),
});

const signingSecret = async (pool: Pool) => (await tenantSecret(pool, 'proof-of-work')).toString('hex');

/** Said of a proof that is none, or that was used. */
export const WRONG_PROOF: Issue = {
  path: 'proof',
  message: 'proof: tantangan tidak terjawab, kedaluwarsa, atau sudah dipakai; yang diharapkan jawaban tantangan baru.',
};

/** A proof-of-work challenge (ALTCHA, protocol 2) for one service of the bound tenant. */
export const issueChallenge = async (
  pool: Pool,
  serviceId: string,
  now: Date,
): Promise<{ challenge: string; expiresAt: Date }> => {
  const expiresAt = new Date(Math.floor((now.getTime() + LIFETIME_MS) / 1000) * 1000);
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: COST,
    counter: randomInt(HIGHEST_COUNTER, HIGHEST_COUNTER / 2),
    data: { tenant: boundTenant(), service: serviceId },
    deriveKey,
    expiresAt,
    hmacSignatureSecret: await signingSecret(pool),
  });
  return { challenge: JSON.stringify(challenge), expiresAt };
};

const readProof = (proof: string) => {
  if (proof.length > 5000) return undefined;
  try {
    // Widgets send JSON; ALTCHA's own widget sends the same in base64.
    const json = proof.startsWith('{') ? proof : Buffer.from(proof, 'base64').toString('utf8');
    return Proof.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined; // not JSON at all
  }
};

/** Whether the lifetime of a challenge has begun and not ended. */
const isInTime = (expiresAt: number, now: Date): boolean => {
  const left = expiresAt * 1000 - now.getTime();
  return left >= 0 && left <= LIFETIME_MS + CLOCK_TOLERANCE_MS;
};

/**
 * Whether a proof solves a challenge of ours for this service, in time, and for the first time. A used challenge is
 * remembered for a day longer than it holds (the work of the day forgets it): a clock that is set back makes none new.
 */
export const acceptProof = async (pool: Pool, proof: string, serviceId: string, now: Date): Promise<boolean> => {
  const given = readProof(proof);
  if (given === undefined) return false;
  const { challenge, solution } = given;
  const { data, expiresAt } = challenge.parameters;
  if (data['tenant'] !== boundTenant() || data['service'] !== serviceId || !isInTime(expiresAt, now)) return false;
  const { verified } = await verifySolution({
    challenge,
    solution,
    deriveKey,
    hmacSignatureSecret: await signingSecret(pool),
  });
  if (!verified) return false;
  const { rowCount } = await pool.query({
    name: 'use_challenge',
    text: 'insert into used_challenge (tenant_id, signature, expires_at) values ($1, $2, $3) on conflict do nothing',
    values: [boundTenant(), challenge.signature, new Date(expiresAt * 1000)],
  });
  return rowCount === 1;
};
