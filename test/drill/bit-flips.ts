import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { restoreBackup } from '@kinerja/gateway/database/backup/restore-backup';
import { takeBackup } from '@kinerja/gateway/database/backup/take-backup';
import { verifyDatabase } from '@kinerja/gateway/database/verify/verify-database';
import { bitsOf, flipBit } from '../support/bit.ts';
import { openCrowd } from './crowd.ts';
import { createDeadline, type Drill } from './drill.ts';
import { createRandom } from './random.ts';
import { inSeconds, spread } from './spread.ts';
import { eventually } from './stage.ts';

/** So that the files have something in them. */
const RATINGS = 300;
const CITIZENS = 20;
const PATIENCE_SECONDS = 60;
/** A file that holds pages, as the server names it. */
const PAGES = /^\d+(_(fsm|vm|init))?(\.\d+)?$/;

/** TRUST R16. */
export const bitFlips: Drill = {
  rows: 'R16',
  does: 'turns one bit over in files of the database and of backups, and looks whether it is found',
  times: 100,
  run: async (stage, { times, minutes, seed, say }) => {
    const random = createRandom(seed);
    const isOver = createDeadline(minutes);
    const crowd = await openCrowd(stage, { size: CITIZENS, address: stage.address, random, rest: 100 });
    await eventually(async () => crowd.confirmed() >= RATINGS, PATIENCE_SECONDS);
    await crowd.finish();
    await stage.inspect('checkpoint');
    const url = stage.databaseUrl();
    const whole = await verifyDatabase(url, true);
    const server = join(stage.dataFolder, 'postgres');
    const folders = [...readdirSync(join(server, 'base')).map((name) => join('base', name)), 'global'];
    const dataFiles = folders.flatMap((folder) =>
      readdirSync(join(server, folder))
        .filter((name) => PAGES.test(name))
        .map((name) => join(folder, name))
        .filter((path) => bitsOf(join(server, path)) > 0),
    );
    const pick = <T>(from: readonly T[]): T => from[random.between(0, from.length - 1)] as T;
    const inFiles: string[] = [];
    const seconds: number[] = [];
    let files = 0;
    while (files < times && !isOver()) {
      files += 1;
      const name = pick(dataFiles);
      const path = join(server, name);
      const bit = random.between(0, bitsOf(path) - 1);
      flipBit(path, bit);
      const startedAt = performance.now();
      const { damage } = await verifyDatabase(url, false).finally(() => flipBit(path, bit));
      seconds.push(inSeconds(performance.now() - startedAt));
      if (!damage.some(({ where }) => where.startsWith(name))) inFiles.push(`${name}, bit ${bit}`);
    }
    say(`${files} data files`);
    const backup = join(stage.dataFolder, 'backup');
    await takeBackup(stage.ownerUrl(), backup, new Date());
    const copies = readdirSync(backup);
    const inCopies: string[] = [];
    let tried = 0;
    while (tried < times && !isOver()) {
      tried += 1;
      const name = pick(copies);
      const path = join(backup, name);
      const bit = random.between(0, bitsOf(path) - 1);
      flipBit(path, bit);
      // It reads the backup before it touches the database, which has regions and would be refused, too, but later and for that.
      const refusal = await restoreBackup(stage.ownerUrl(), backup).then(
        () => 'restored',
        (error: Error) => error.message,
      );
      flipBit(path, bit);
      if (!/rusak/.test(refusal)) inCopies.push(`${name}, bit ${bit}: ${refusal}`);
    }
    return {
      trials: [
        { what: 'bit of a data file: not found', times: files, broken: inFiles },
        { what: 'bit of a backup: not found', times: tried, broken: inCopies },
        {
          what: 'whole database: damage seen where there is none',
          times: 1,
          broken: whole.damage.map(({ where, what }) => `${where}: ${what}`),
          isByChance: false,
        },
      ],
      seen: [
        ['pages, tables and B-trees that were read', `${whole.pages}, ${whole.relations}`],
        ['to verify, as before serving after a kill', spread(seconds)],
      ],
    };
  },
};
