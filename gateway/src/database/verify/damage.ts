/** What is damaged, and where. */
export interface Damage {
  /** File and block, or the table or index. */
  readonly where: string;
  /** In the words of whoever found it. */
  readonly what: string;
}

/** How many of them are told one by one. */
const TOLD = 10;

/** One line for each of the first. */
export const damageInLines = (damage: readonly Damage[]): string =>
  [
    ...damage.slice(0, TOLD).map(({ where, what }) => `  ${where}: ${what}`),
    ...(damage.length > TOLD ? [`  … ${damage.length - TOLD}`] : []),
  ].join('\n');
