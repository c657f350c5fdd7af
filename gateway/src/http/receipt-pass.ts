import { decodeProtectedHeader, EncryptJWT, errors, jwtDecrypt } from 'jose';
import { tenantSecret } from '../access/tenant-secret.ts';
import type { Context } from '../context.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { tenantOfReceipt } from '../feedback/find-receipt.ts';

/** What an address tells of a receipt, to us alone. */
export interface ReceiptPass {
  readonly code: string;
  /** Something was done just before. */
  readonly done: boolean;
}

const LIFETIME_MS = 30 * 60_000;
/** How far two clocks may stand apart, or one be set: what seems to hold for longer was made when a clock was ahead. */
const CLOCK_TOLERANCE_MS = 60_000;
const SEALING = { alg: 'dir', enc: 'A256GCM' } as const;

type Needs = Pick<Context, 'db' | 'tenants' | 'now'>;

const sealingKey = (tenantId: string, { db }: Needs) =>
  withTenant(tenantId, () => tenantSecret(db.pool, 'receipt-page'));

/**
 * Seals a code that was found, for an address: whoever reads it in a log or a history has nothing after half an hour, and never
 * the code.
 */
export const sealPass = async ({ code, done }: ReceiptPass, context: Needs): Promise<string> => {
  const tenant = await tenantOfReceipt(code, context.tenants);
  if (tenant === undefined) throw new Error('The receipt belongs to no region.');
  return new EncryptJWT({ code, done })
    .setProtectedHeader({ ...SEALING, kid: tenant.receiptPrefix })
    .setExpirationTime(new Date(context.now().getTime() + LIFETIME_MS))
    .encrypt(await sealingKey(tenant.tenantId, context));
};

/** What was sealed; nothing when it was not by us, or when its time is over. */
export const openPass = async (pass: string, context: Needs): Promise<ReceiptPass | undefined> => {
  try {
    const { kid = '' } = decodeProtectedHeader(pass);
    const tenant = await context.tenants.byReceiptPrefix(kid);
    if (tenant === undefined) return undefined;
    const now = context.now();
    const { payload } = await jwtDecrypt(pass, await sealingKey(tenant.tenantId, context), {
      currentDate: now,
      keyManagementAlgorithms: [SEALING.alg],
      contentEncryptionAlgorithms: [SEALING.enc],
      requiredClaims: ['exp', 'code'],
    });
    const left = 1_000 * (payload.exp ?? Number.NaN) - now.getTime();
    if (!(left <= LIFETIME_MS + CLOCK_TOLERANCE_MS)) return undefined;
    return { code: String(payload['code']), done: payload['done'] === true };
  } catch (error) {
    // Not a token at all is a TypeError of the library.
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
};
