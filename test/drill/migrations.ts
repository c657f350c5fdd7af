import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { MIGRATIONS, migrate } from '@kinerja/gateway/database/migrate';
import { type Migrator, startMigrator } from '../support/migrator.ts';
import { SCHEMA } from '../support/schema-told.ts';
import { ask } from './ask.ts';
import { createDeadline, type Drill } from './drill.ts';
import { createRandom } from './random.ts';

/** For each migration. */
const KILLS = 50;
const NAMES: readonly string[] = readdirSync(MIGRATIONS).toSorted();

const named = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** A region, for what is done for each of them. */
const REGION = `insert into tenant (tenant_id, code, name, time_zone, receipt_prefix, sample_data)
  values ('01900000-0000-7000-8000-00000000000a', '32.73', 'Kota Uji', 'Asia/Jakarta', '3273', false)`;

/** TRUST R14. */
export const migrations: Drill = {
  rows: 'R14',
  does: 'SIGKILL at a random moment of each migration, which is then run again',
  times: KILLS * NAMES.length,
  run: async (stage, { times, minutes, seed, say }) => {
    const random = createRandom(seed);
    const isOver = createDeadline(minutes);
    const onServer = (statement: string) => ask(stage.superuserUrl(), statement);
    const schemaOf = async (name: string) => JSON.stringify(await ask(named(stage.superuserUrl(), name), SCHEMA));
    const owned = (name: string) => named(stage.ownerUrl(), name);
    const drop = (name: string) => onServer(`drop database if exists ${name} with (force)`);
    /** One for each migration: as it was before it. */
    const before = (place: number) => `before_${place}`;
    const copy = async (name: string, of: string) => {
      await drop(name);
      await onServer(`create database ${name} template ${of} owner kinerja_owner`);
    };
    const expected: string[] = [];
    const durations: number[] = [];
    await onServer(`create database ${before(0)} owner kinerja_owner`);
    for (const place of NAMES.keys()) {
      await copy(before(place + 1), before(place));
      const migrator = await startMigrator();
      const beganAt = performance.now();
      migrator.migrate(owned(before(place + 1)), place + 1);
      await migrator.ended;
      durations.push(performance.now() - beganAt);
      if (place === 0) await ask(named(stage.superuserUrl(), before(1)), REGION);
      expected.push(await schemaOf(before(place + 1)));
    }
    say(`${NAMES.length} migrations, each at most ${Math.max(...durations).toFixed(0)} ms`);
    let next: Promise<Migrator> = startMigrator();
    const broken: string[] = [];
    let tried = 0;
    let underWay = 0;
    for (let round = 0; round < KILLS && tried < times && !isOver(); round += 1) {
      for (const [place, name] of NAMES.entries()) {
        if (tried >= times || isOver()) break;
        const migrator = await next;
        next = startMigrator();
        await copy('killed', before(place));
        migrator.migrate(owned('killed'), place + 1);
        const moment = random.between(0, Math.ceil(durations[place] ?? 0));
        await sleep(moment);
        await migrator.kill();
        tried += 1;
        const applied = await migrate(owned('killed'), MIGRATIONS, place + 1).catch((error: unknown) => {
          broken.push(`${name}, killed after ${moment} ms: ${error}`);
          return [];
        });
        underWay += applied.length;
        if ((await schemaOf('killed')) !== expected[place])
          broken.push(`${name}, killed after ${moment} ms: the schema is another one`);
      }
    }
    await (await next).kill();
    for (const place of [...NAMES.keys(), NAMES.length]) await drop(before(place));
    await drop('killed');
    return {
      trials: [{ what: 'migration killed and run again: not finished, or another schema', times: tried, broken }],
      seen: [
        ['kills for each migration', (tried / NAMES.length).toFixed(1), String(KILLS)],
        ['before it was applied, so that the next run had to', String(underWay)],
      ],
    };
  },
};
