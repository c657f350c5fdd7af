/** A clock that stands still until a test moves it. */
export interface Clock {
  readonly now: () => Date;
  /** @param instant ISO-8601, for example `2026-09-30T16:59:59Z`. */
  readonly set: (instant: string) => void;
  readonly advance: (milliseconds: number) => void;
}

export function createClock(start: string): Clock {
  let now = Date.parse(start);
  const set = (instant: number) => {
    if (Number.isNaN(instant)) throw new RangeError('A clock takes an ISO-8601 instant.');
    now = instant;
  };
  set(now);
  return {
    now: () => new Date(now),
    set: (instant) => set(Date.parse(instant)),
    advance: (milliseconds) => set(now + milliseconds),
  };
}
