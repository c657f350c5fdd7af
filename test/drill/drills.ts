import { bitFlips } from './bit-flips.ts';
import { clocks } from './clocks.ts';
import { databaseKills } from './database-kills.ts';
import type { Drill } from './drill.ts';
import { fullDisk } from './full-disk.ts';
import { kills } from './kills.ts';
import { lostAnswers } from './lost-answers.ts';
import { migrations } from './migrations.ts';
import { overload } from './overload.ts';
import { powerLoss } from './power-loss.ts';
import { repeats } from './repeats.ts';
import { restarts } from './restarts.ts';
import { returns } from './returns.ts';
import { slowDatabase } from './slow-database.ts';
import { steps } from './steps.ts';
import { upgrade } from './upgrade.ts';

/** What `pnpm drill` can do, by name. */
export const DRILLS: Readonly<Record<string, Drill>> = {
  kills,
  'database-kills': databaseKills,
  'power-loss': powerLoss,
  'lost-answers': lostAnswers,
  repeats,
  restarts,
  overload,
  upgrade,
  migrations,
  'bit-flips': bitFlips,
  'slow-database': slowDatabase,
  returns,
  'full-disk': fullDisk,
  clocks,
  steps,
};
