/** What is to happen, in the order of the virtual time: one thing after the other, and time passes only between them. */
export interface Agenda {
  /** Milliseconds since 1970, as nobody's clock may show them. */
  readonly now: () => number;
  /**
   * What is due at the same millisecond happens in the order in which it was noted.
   *
   * @returns takes it off again.
   */
  readonly in: (milliseconds: number, act: () => void) => () => void;
  /** Lets the next thing happen; false when there is none until then. */
  readonly step: (until: number) => boolean;
}

interface Entry {
  readonly at: number;
  readonly act: () => void;
}

export const createAgenda = (start: number): Agenda => {
  let now = start;
  const entries: Entry[] = [];
  return {
    now: () => now,
    in: (milliseconds, act) => {
      const entry: Entry = { at: now + Math.max(0, Math.round(milliseconds)), act };
      let place = entries.length;
      while (place > 0 && (entries[place - 1]?.at ?? 0) > entry.at) place -= 1;
      entries.splice(place, 0, entry);
      return () => {
        const noted = entries.indexOf(entry);
        if (noted !== -1) entries.splice(noted, 1);
      };
    },
    step: (until) => {
      const [next] = entries;
      if (next === undefined || next.at > until) return false;
      entries.shift();
      now = next.at;
      next.act();
      return true;
    },
  };
};
