import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayProcess } from '../support/process.ts';
import type { Stage } from './stage.ts';

/** A gateway whose clock can be set wrong while it works. */
export interface ClockSetter {
  readonly gateway: GatewayProcess;
  /** Sets it so many milliseconds off; resolves when it is. */
  readonly set: (shift: number) => Promise<void>;
  /** How far it was off at any time between two instants (milliseconds since 1970, by the right clock). */
  readonly shiftsBetween: (from: number, until: number) => readonly number[];
  /** How often it was set. */
  readonly steps: () => number;
}

const PRELOAD = new URL('./shifted-clock.mjs', import.meta.url);

export const openClockSetter = async ({
  startAnother,
  dataFolder,
}: Pick<Stage, 'startAnother' | 'dataFolder'>): Promise<ClockSetter> => {
  const file = join(dataFolder, 'clock-shift');
  const taken = `${file}.taken`;
  const gateway = await startAnother({ NODE_OPTIONS: `--import ${PRELOAD}`, CLOCK_SHIFT_FILE: file });
  const steps: { readonly shift: number; readonly from: number; until: number }[] = [
    { shift: 0, from: 0, until: Number.POSITIVE_INFINITY },
  ];
  return {
    gateway,
    set: async (shift) => {
      writeFileSync(file, String(shift));
      rmSync(taken, { force: true });
      const last = steps.at(-1);
      steps.push({ shift, from: Date.now(), until: Number.POSITIVE_INFINITY });
      gateway.kill('SIGUSR2');
      while (!existsSync(taken) || readFileSync(taken, 'utf8') !== String(shift)) await sleep(1);
      if (last !== undefined) last.until = Date.now();
    },
    shiftsBetween: (start, end) =>
      steps.filter(({ from, until }) => from <= end && until >= start).map(({ shift }) => shift),
    steps: () => steps.length - 1,
  };
};
