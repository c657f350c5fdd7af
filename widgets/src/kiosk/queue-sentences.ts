import type { Parcel } from '../outbox.ts';
import type { KioskWords } from './words.ts';

/** What was given up is wiped by the outbox this long after it was last sent. */
const KEPT_FAILED_MS = 14 * 86_400_000;

interface SentenceOptions {
  readonly words: KioskWords;
  /** A day in words. */
  readonly dayOf: (time: number) => string;
}

/**
 * The queue in words for the staff: how many ratings wait for what, and which were not taken; of what they say, nothing.
 * Empty when all is delivered.
 */
export function queueSentences(parcels: readonly Parcel[], { words: { queue }, dayOf }: SentenceOptions): string[] {
  const counts = { network: 0, server: 0, inPage: 0 };
  const failures = new Map<string, Parcel[]>();
  for (const parcel of parcels) {
    const { receipt, waiting, failure } = parcel.delivery;
    if (failure) failures.set(failure.message, [...(failures.get(failure.message) ?? []), parcel]);
    else if (!receipt) counts[waiting?.kept === 'memory' ? 'inPage' : (waiting?.reason ?? 'network')] += 1;
  }
  const waiting = (['network', 'server', 'inPage'] as const).flatMap((key) =>
    counts[key] > 0 ? [queue[key](counts[key])] : [],
  );
  const given = [...failures].map(([reason, { length }]) =>
    // The gateway names the field that it refuses.
    /\bdeviceToken\b/.test(reason) ? queue.token(length) : queue.failed(length, reason).trim(),
  );
  const oldest = Math.min(...[...failures.values()].flat().map(({ submission }) => submission.createdAt));
  return [...waiting, ...given, ...(given.length > 0 ? [queue.wipedOn(dayOf(oldest + KEPT_FAILED_MS))] : [])];
}
