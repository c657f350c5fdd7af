/** The gateway cannot start, for a reason its operator can mend; the message is one sentence for a terminal. */
export class SetupError extends Error {}

const FULL = /No space left on device|ENOSPC|EDQUOT|Disk quota exceeded/;

/** One sentence when the disk is full, nothing otherwise. */
export const diskFull = (detail: unknown, folder: string): SetupError | undefined => {
  const code = detail instanceof Error && 'code' in detail ? detail.code : undefined;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || FULL.test(String(detail));
  return isFull ? new SetupError(`The disk is full: make room for ${folder} and start again.`) : undefined;
};
