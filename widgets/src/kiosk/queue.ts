import { discard, languageOf, outboxParcels, type Parcel, send } from '../toolkit.ts';
import { queueSentences as sentencesOf } from './queue-sentences.ts';
import { wordsFor } from './words.ts';

const LONGEST_LIFE_MS = 7 * 86_400_000;

/** The queue of this device in words for the staff, in the language of an element. */
export function queueSentences(element: Element, parcels: readonly Parcel[] = outboxParcels()): string[] {
  const code = languageOf(element);
  const dayOf = (time: number) => new Date(time).toLocaleDateString([code, 'id'], { dateStyle: 'long' });
  return sentencesOf(parcels, { words: wordsFor(code), dayOf });
}

/** Sends what was given up once more, by the staff's word: seven more days, and with the token that holds now. */
export function resendFailed(deviceToken: string | null): void {
  for (const parcel of outboxParcels()) if (parcel.delivery.failure) resend(parcel, deviceToken, Date.now());
}

/** Wipes what was given up from the device. */
export function discardFailed(): void {
  for (const { submission, delivery } of outboxParcels()) if (delivery.failure) discard(submission.key);
}

/** Drops what is delivered: nobody comes back to this screen for a receipt. */
export function dropDelivered(exceptKey: string | undefined): void {
  for (const { submission, delivery } of outboxParcels())
    if (delivery.receipt && submission.key !== exceptKey) discard(submission.key);
}

/**
 * Takes up what was given up without need: a new token was installed since, or sixty tries went by because a router that had
 * lost its line looked like a network.
 */
export function takeUpAgain(deviceToken: string | null): void {
  for (const parcel of outboxParcels()) {
    const { input, createdAt } = parcel.submission;
    const { failure } = parcel.delivery;
    if (!failure) continue;
    if (deviceToken && input.deviceToken !== deviceToken) resend(parcel, deviceToken, Date.now());
    else if (failure.failure === 'expired' && Date.now() - createdAt < LONGEST_LIFE_MS)
      resend(parcel, deviceToken, createdAt);
  }
}

function resend({ submission: { failed: _, ...submission } }: Parcel, token: string | null, createdAt: number): void {
  const input = { ...submission.input, deviceToken: token || submission.input.deviceToken };
  void send({ ...submission, input, createdAt, attempt: 0 });
}
