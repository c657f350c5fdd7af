/**
 * What the screen at the counter is at. Times are milliseconds of one clock.
 *
 * - `start`: at the first question, untouched since the last restart
 * - `filling`: somebody is at it
 * - `asking`: whether anybody is still there
 * - `done`: sent; the thanks and the receipt are on the screen
 */
export type Stage =
  | { readonly name: 'start' }
  | { readonly name: 'filling'; readonly until: number }
  | { readonly name: 'asking'; readonly until: number }
  | { readonly name: 'done'; readonly until: number; readonly leaveFrom: number };

/** What the attributes say, in seconds. */
export interface Times {
  readonly idle: number;
  readonly repeat: number;
  readonly thanks: number;
}

export const START: Stage = { name: 'start' };

/** Whoever is slow must have twenty seconds to say so: WCAG 2.2.1. */
const WARNING_S = 20;

/** Somebody touched the screen. */
export function touched(stage: Stage, now: number, { idle }: Times): Stage {
  return stage.name === 'done' ? stage : { name: 'filling', until: now + (idle - WARNING_S) * 1_000 };
}

/** The answers were sent. The next visitor comes no sooner than the repeat interval allows. */
export const sent = (now: number, { repeat, thanks }: Times): Stage => ({
  name: 'done',
  until: now + Math.max(thanks, repeat) * 1_000,
  leaveFrom: now + repeat * 1_000,
});

/** There is something to write down, or somebody asked for more time. */
export const prolonged = (stage: Stage, now: number, { thanks }: Times): Stage =>
  stage.name === 'done' ? { ...stage, until: Math.max(stage.until, now + thanks * 1_000) } : stage;

/** What becomes of the stage as time goes by; `restart` when the screen is to begin anew. */
export function elapsed(stage: Stage, now: number): Stage | 'restart' {
  if (stage.name === 'start' || now < stage.until) return stage;
  return stage.name === 'filling' ? { name: 'asking', until: stage.until + WARNING_S * 1_000 } : 'restart';
}

/** Whole seconds until something happens by itself. */
export const secondsLeft = (until: number, now: number): number => Math.max(0, Math.ceil((until - now) / 1_000));
