import type { Context } from '../context.ts';
import { notFound, TooManyTries } from '../errors.ts';
import type { TenantDirectory, TenantEntry } from '../tenant/tenant-directory.ts';
import { readReceiptCode, receiptHash, writeReceiptCode } from './receipt-code.ts';
import type { Receipt } from './submit-feedback.ts';

/** The tenant whose public code a receipt code begins with. */
export const tenantOfReceipt = async (code: string, tenants: TenantDirectory): Promise<TenantEntry | undefined> => {
  const read = readReceiptCode(code);
  return read === undefined ? undefined : tenants.byReceiptPrefix(read.prefix);
};

type Needs = Pick<Context, 'db' | 'tenants' | 'caller' | 'guessLimit'>;

/**
 * The receipt with this code; whoever has it needs nothing else.
 *
 * @throws NOT_FOUND for a code that is none, and for one that was never issued; {TooManyTries} after many of these, for good codes
 * as well: an answer would tell which they are.
 */
export const findReceipt = async (code: string, { db, tenants, caller, guessLimit }: Needs): Promise<Receipt> => {
  const wait = await guessLimit?.take(caller.address);
  if (wait !== undefined) throw new TooManyTries('code: too many wrong codes came from this network', wait);
  const read = readReceiptCode(code);
  const tenant = await tenantOfReceipt(code, tenants);
  const stored =
    read === undefined || tenant === undefined
      ? null
      : await db.prisma.receipt.findUnique({
          where: {
            tenantId_receiptHash: { tenantId: tenant.tenantId, receiptHash: new Uint8Array(receiptHash(read)) },
          },
          select: { id: true, receivedAt: true, kind: true, serviceId: true },
        });
  if (stored === null || read === undefined || tenant === undefined)
    throw notFound('code', code, 'the code on a receipt, such as "3273-7K3M-9QXT-2WZ4-H8RN"');
  await guessLimit?.giveBack(caller.address);
  return { ...stored, kind: stored.kind as Receipt['kind'], tenantId: tenant.tenantId, code: writeReceiptCode(read) };
};
