import { parse } from 'uuid';
import { fromCrockford, inFours, isCrockford, readFours, toCrockford } from '../crockford.ts';
import type { TenantDirectory, TenantEntry } from './tenant-directory.ts';

/** The end of an id that its code is made of: 40 bits, so that two of a region never meet. */
const BYTES = 5;
const LENGTH = 8;

/** The code of an id, to be typed: `3273-7K3M-9QXT`. It follows from the id, so it is the same for ever and nobody keeps it. */
export const typedCode = ({ receiptPrefix }: TenantEntry, id: string): string =>
  inFours(receiptPrefix, toCrockford(parse(id).subarray(-BYTES)));

/** Whose code somebody typed. */
export interface ReadCode {
  readonly tenant: TenantEntry;
  /** What `substr(uuid_send(id), 12)` is of the id that is meant. */
  readonly tail: Buffer;
}

/** What a code says; nothing when it is none of a tenant here. */
export const readTypedCode = async (text: string, tenants: TenantDirectory): Promise<ReadCode | undefined> => {
  const read = readFours(text, LENGTH);
  if (read === undefined || !isCrockford(read.code)) return undefined;
  const tenant = await tenants.byReceiptPrefix(read.prefix);
  return tenant && { tenant, tail: Buffer.from(fromCrockford(read.code)) };
};
