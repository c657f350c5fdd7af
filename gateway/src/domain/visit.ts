import { Temporal } from 'temporal-polyfill';
import type { VisitProcess } from './visit-process.ts';
import { addWorkingDays } from './working-days.ts';

/** One step of one visit, as a queue machine or an office reports it. */
export interface ReportedStep {
  readonly number: string;
  readonly step: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Why a row is not taken: the field that is wrong, and what was expected of it. */
export interface VisitProblem {
  readonly field: keyof ReportedStep;
  readonly expected: string;
}

/** How far a visit has come: the instants of its steps, in the order of the process, without gaps. */
export type StepTimes = readonly number[];

const MILLISECONDS_PER_DAY = 86_400_000;

/** What is older is a typing mistake, or belongs into an archive. */
const OLDEST_DAYS = 3650;

/** Clocks of machines run ahead a little. */
const CLOCKS_MAY_DIFFER_MS = 60_000;

/** Numbers are printed on paper and typed by people. */
const SHAPE = /^[\p{L}\p{N}][\p{L}\p{N}./_-]{0,63}$/u;
/** NIK and NIP have 16 and 18 digits. */
const OF_A_PERSON = /\d{16}/;

/** Whether a text can be the number of a visit; that of a person never is. */
export const isVisitNumber = (text: string): boolean => SHAPE.test(text) && !OF_A_PERSON.test(text);

/** What a number of a visit looks like, in words. */
export const NUMBER_EXPECTED =
  '1 sampai 64 huruf, angka, titik, garis miring, atau strip, dan bukan NIK atau NIP siapa pun';

const inWords = (instant: number) => new Date(instant).toISOString();

/** Where a step stands in its process; -1 for a step that it does not have. */
export const placeOfStep = ({ steps }: VisitProcess, key: string): number =>
  steps.findIndex((step) => step.key === key);

/**
 * Takes one step of a visit: the times as they are then, the same ones when the step was there already, or why it is refused.
 * @param times of the visit so far; none for a new one.
 * @param now milliseconds since 1970.
 */
export function takeStep(
  process: VisitProcess,
  times: StepTimes,
  { number, step, at }: ReportedStep,
  now: number,
): { readonly times: StepTimes } | { readonly problem: VisitProblem } {
  const refuse = (field: keyof ReportedStep, expected: string) => ({ problem: { field, expected } });
  if (!isVisitNumber(number)) return refuse('number', NUMBER_EXPECTED);
  const place = placeOfStep(process, step);
  if (place < 0) return refuse('step', `salah satu dari ${process.steps.map(({ key }) => key).join(', ')}`);
  if (at > now + CLOCKS_MAY_DIFFER_MS) return refuse('at', `waktu yang sudah lewat, paling lambat ${inWords(now)}`);
  if (at < now - OLDEST_DAYS * MILLISECONDS_PER_DAY)
    return refuse('at', `paling awal ${inWords(now - OLDEST_DAYS * MILLISECONDS_PER_DAY)}`);
  const known = times[place];
  if (known === at) return { times };
  if (known !== undefined)
    return refuse(
      'at',
      `${inWords(known)}, karena langkah ${step} kunjungan ${number} sudah tercatat; kunjungan lain memerlukan nomor lain`,
    );
  const before = times[place - 1];
  const missing = process.steps[times.length]?.key;
  if (place > times.length) return refuse('step', `${missing} lebih dahulu, karena langkah itu belum tercatat`);
  if (before !== undefined && at < before)
    return refuse('at', `paling awal ${inWords(before)}, waktu langkah ${process.steps[place - 1]?.key}`);
  const [start = at] = times;
  if (at - start > process.longestDays * MILLISECONDS_PER_DAY)
    return refuse('at', `paling lama ${process.longestDays} hari setelah langkah pertama pada ${inWords(start)}`);
  return { times: [...times, at] };
}

/** Whether the last step was taken. */
export const isFinished = ({ steps }: VisitProcess, times: StepTimes): boolean => times.length === steps.length;

/**
 * The instant until which a visit that starts at `start` is within the standard; null when nothing is promised. Working days end
 * with the day, in the region's zone.
 */
export function dueAt(
  { standard }: VisitProcess,
  start: number,
  zone: string,
  holidays: ReadonlySet<string>,
): number | null {
  if (standard === undefined) return null;
  if ('minutes' in standard) return start + standard.minutes * 60_000;
  const day = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone).toPlainDate().toString();
  return Temporal.PlainDate.from(addWorkingDays(day, standard.workingDays, holidays))
    .add({ days: 1 })
    .toZonedDateTime(zone).epochMilliseconds;
}
