import { markdown, whole } from '../bench/table.ts';
import type { Drill, DrillResult, Trial } from './drill.ts';
import { zeroFailuresBound } from './zero-failures.ts';

/** So many of what broke are shown; the first ones lead to the place. */
const SHOWN = 10;

const percent = (share: number): string => `${(100 * share).toPrecision(2)} %`;

const boundOf = ({ times, broken, isByChance = true }: Trial): string =>
  isByChance && times > 0 && broken.length === 0 ? `< ${percent(zeroFailuresBound(times))}` : '–';

/** What came of a drill, as Markdown. */
export const report = ({ rows }: Pick<Drill, 'rows'>, { trials, seen }: DrillResult): string => {
  const parts = [
    markdown([
      [`${rows}: what was done`, 'times', 'broken', 'rate of failures, at 95 %'],
      ...trials.map((trial) => [trial.what, whole(trial.times), whole(trial.broken.length), boundOf(trial)]),
    ]),
  ];
  if (seen.length > 0)
    parts.push(markdown([['seen', 'figure', 'aim'], ...seen.map(([what, figure, aim = '']) => [what, figure, aim])]));
  for (const { what, broken } of trials.filter((trial) => trial.broken.length > 0))
    parts.push(`Broken, ${what}:\n${broken.slice(0, SHOWN).join('\n')}`);
  return parts.join('\n\n');
};

/** Whether every promise was tried at least once, and kept each time. */
export const isKept = ({ trials }: DrillResult): boolean =>
  trials.every(({ times, broken }) => times > 0 && broken.length === 0);
