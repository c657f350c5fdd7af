import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { recordEvent } from '../audit/record-event.ts';
import type { TokenRefused } from './token-refused.ts';

/** Writes into the audit trail of the bound tenant that a token was refused. */
export type RecordTokenRefused = (tenantId: string, refused: TokenRefused, at: Date) => Promise<void>;

/** Strangers could fill the trail of a tenant: further refusals within a minute leave no entry. */
const ENTRIES_PER_MINUTE = 300;

/** Writes refusals into the audit trail, a bounded number of them. */
export const createRecordTokenRefused = (pool: Pool): RecordTokenRefused => {
  const limit = new RateLimiterMemory({ points: ENTRIES_PER_MINUTE, duration: 60 });
  return async (tenantId, { fault }, at) => {
    try {
      await limit.consume(tenantId);
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return;
      throw refusal;
    }
    await recordEvent(pool, {
      at,
      actor: 'anonymous',
      action: 'token.refused',
      subject: tenantId,
      detail: { why: fault },
    });
  };
};
