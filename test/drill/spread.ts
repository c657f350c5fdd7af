/** Milliseconds as seconds. */
export const inSeconds = (milliseconds: number): number => milliseconds / 1_000;

/** Seconds: the middle one and the longest. */
export const spread = (seconds: readonly number[]): string => {
  const sorted = seconds.toSorted((a, b) => a - b);
  const show = (value = Number.NaN) => `${value.toFixed(1)} s`;
  return `half within ${show(sorted[Math.floor(sorted.length / 2)])}, longest ${show(sorted.at(-1))}`;
};
