import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SubmitFeedbackOperation } from '@kinerja/schema/operations';
import { createDevice } from '../support/citizen-device.ts';
import { nineAnswers } from '../support/submit.ts';
import type { Random } from './random.ts';
import { eventually, type Stage } from './stage.ts';

/** Citizens who rate one after the other, each on a device with the outbox of the widgets. */
export interface Crowd {
  /** How many ratings are being sent at this moment. */
  readonly underWay: () => number;
  /** How many ratings have their receipt so far. */
  readonly confirmed: () => number;
  /** Everybody presses "Kirim sekarang". */
  readonly sendNow: () => void;
  /** Nobody begins a rating any more; what was begun is sent until all of it is confirmed, or the patience ends. */
  readonly finish: () => Promise<Outcome>;
}

/** What the citizens have in their hands at the end. */
export interface Outcome {
  /** How many ratings were begun. */
  readonly begun: number;
  /** Codes of the receipts that were shown, by key. */
  readonly confirmed: ReadonlyMap<string, string>;
  /** Ratings that still wait on a device, and what an outbox should not have said. */
  readonly complaints: readonly string[];
  /** How many pages were closed while a rating was under way. */
  readonly reloads: number;
}

interface CrowdOptions {
  readonly size: number;
  /** Address of the gateway, or of what stands before it. */
  readonly address: string;
  readonly random: Random;
  /** Milliseconds that a citizen rests between two ratings, at most. */
  readonly rest: number;
  /** Of a hundred ratings, how many have their page closed while they are sent. */
  readonly reloadPercent?: number;
  /** Whether what waits is sent at once; by its own turn otherwise. */
  readonly isImpatient?: boolean;
}

const FINISH_SECONDS = 90;

const SCORES = [1, 2, 3, 4] as const;

export const openCrowd = async (
  { services, sent }: Pick<Stage, 'services' | 'sent'>,
  options: CrowdOptions,
): Promise<Crowd> => {
  const { size, address, random, rest, reloadPercent = 0, isImpatient = false } = options;
  const devices = await Promise.all(Array.from({ length: size }, () => createDevice({ isImpatient })));
  let begun = 0;
  let reloads = 0;
  let isEnding = false;
  const pick = <T>(from: readonly T[]): T => from[random.between(0, from.length - 1)] as T;
  const rateOnce = async (device: (typeof devices)[number]) => {
    const key = randomUUID();
    begun += 1;
    sent.add(key);
    const scores = Array.from({ length: 9 }, () => pick(SCORES));
    const isSent = device.send({
      key,
      gateway: `${address}/`,
      siteKey: null,
      operation: SubmitFeedbackOperation,
      input: {
        submissionKey: key,
        serviceId: pick(services),
        questionnaireVersion: 1,
        answers: nineAnswers(scores),
        submittedAt: new Date().toISOString(),
      },
    });
    if (random.percent(reloadPercent)) {
      await sleep(random.between(0, 30));
      reloads += 1;
      await device.reload();
    }
    await isSent;
  };
  const citizens = devices.map(async (device) => {
    while (!isEnding) {
      await sleep(random.between(0, rest));
      if (!isEnding) await rateOnce(device);
    }
  });
  const sendNow = () => {
    for (const device of devices) device.sendNow();
  };
  return {
    underWay: () => devices.reduce((sum, device) => sum + device.underWay(), 0),
    confirmed: () => devices.reduce((sum, { confirmed }) => sum + confirmed.size, 0),
    sendNow,
    finish: async () => {
      isEnding = true;
      const waiting = async () => (await Promise.all(devices.map((device) => device.kept()))).flat();
      const isDone = await eventually(async () => {
        sendNow();
        return (await waiting()).length === 0;
      }, FINISH_SECONDS);
      if (isDone) await Promise.all(citizens);
      return {
        begun,
        reloads,
        confirmed: new Map(devices.flatMap((device) => [...device.confirmed].map(([key, { code }]) => [key, code]))),
        complaints: [
          ...devices.flatMap((device) => device.complaints),
          ...(await waiting()).map((key) => `${key} still waits on its device`),
        ],
      };
    },
  };
};
