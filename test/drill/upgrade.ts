import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type GatewayProcess, startProcess } from '../support/process.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { ask } from './ask.ts';
import { type Balancer, openBalancer } from './balancer.ts';
import { openCrowd } from './crowd.ts';
import type { Drill } from './drill.ts';
import { createRandom, type Random } from './random.ts';
import { PRODUCTION } from './restarts.ts';
import { inSeconds } from './spread.ts';
import { eventually, type Stage } from './stage.ts';
import { compareWithStored } from './stored.ts';

/** Citizens who rest a second on average send about 50 ratings a second. */
const CITIZENS = 50;
const REST = 2_000;
const READY_SECONDS = 60;
/** Ratings that are there before, as the version before has imported them. */
const ROWS = 1_000_000;
/** An import takes so many at most. */
const ROWS_OF_A_FILE = 100_000;
/** Of the time, for each of: the version before alone, both, this version alone. */
const SHARE = 1 / 10;

/** A checkout of the version before, as somebody has prepared it. */
interface VersionBefore {
  readonly start: (variables: Readonly<Record<string, string>>) => Promise<GatewayProcess>;
  readonly command: (...parts: readonly string[]) => Promise<string>;
}

const versionBefore = (databaseUrl: string, dataFolder: string): VersionBefore => {
  const folder = resolve(process.env['INIT_CWD'] ?? '.', process.env['DRILL_BEFORE'] ?? '');
  const bin = (name: string) => join(folder, 'gateway', 'bin', name);
  if (!process.env['DRILL_BEFORE'] || !existsSync(bin('start.mjs')))
    throw new RangeError(
      `DRILL_BEFORE: expected the folder of a checkout of the version before, installed and built, got "${process.env['DRILL_BEFORE'] ?? ''}".`,
    );
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: join(dataFolder, 'before') };
  return {
    start: (variables) => startProcess({ ...env, ...variables }, bin('start.mjs')),
    command: async (...parts) => {
      const { stdout } = await promisify(execFile)(process.execPath, [bin('kinerja.mjs'), ...parts], {
        env: { ...process.env, ...env },
      });
      return stdout;
    },
  };
};

/** A region with one service, made by commands of the version before; the service's id. */
const addRegion = async ({ command }: VersionBefore, code: string): Promise<string> => {
  const idOf = (text: string) => /(?:unit|service)_[\w-]+/.exec(text)?.[0] ?? '';
  await command('tenant', 'add', code, `Kota ${code}`, '--time-zone', 'Asia/Jakarta');
  await command('unit', 'add', code, 'Dukcapil', '--kind', 'dinas', '--staff', '20');
  const unit = idOf(await command('units', code));
  const standard = ['requirements', 'procedure', 'service-time', 'fee', 'product', 'complaint-handling'];
  await command('service', 'add', code, 'KTP', '--unit', unit, ...standard.flatMap((part) => [`--${part}`, '-']));
  return idOf(await command('services', code));
};

/** Ratings of another region: the tables are large, and what citizens sent can be counted. */
const importRatings = async (
  before: VersionBefore,
  options: { readonly rows: number; readonly folder: string; readonly random: Random },
): Promise<void> => {
  const { rows, folder, random } = options;
  const service = await addRegion(before, '72.71');
  const two = (number: number) => String(number).padStart(2, '0');
  for (let left = rows; left > 0; left -= ROWS_OF_A_FILE) {
    const lines = Array.from({ length: Math.min(left, ROWS_OF_A_FILE) }, () =>
      [
        `2025-${two(random.between(1, 12))}-${two(random.between(1, 28))}`,
        ...skm2017.elements.map(() => random.between(1, 4)),
      ].join(),
    );
    const file = join(folder, `before-${left}.csv`);
    writeFileSync(file, ['tanggal', ...skm2017.elements.map(({ key }) => key)].join().concat('\n', lines.join('\n')));
    await before.command('import', 'ratings', file, '--tenant', '72.71', '--service', service, '--allow-repeats');
  }
};

/** Sees the region's rows alone, as the gateway does: the large tables of the other one are no matter of the citizens. */
const inspectAs =
  (url: string, tenantId: string): Stage['inspect'] =>
  async <Row>(statement: string, values: readonly unknown[] = []) => {
    const client = new Client({
      connectionString: url,
      options: `-c role=kinerja_gateway -c app.tenant=${tenantId}`,
    });
    await client.connect();
    try {
      return (await client.query(statement, [...values])).rows as Row[];
    } finally {
      await client.end();
    }
  };

const MIGRATIONS = new URL('../../schema/migrations', import.meta.url);

/** How many requests of a time were not answered, or by an answer of 500 and above, and the longest. */
const watch = (balancer: Balancer) => {
  let last = balancer.counted();
  return () => {
    const now = balancer.counted();
    const told = {
      requests: now.requests - last.requests,
      failures: now.failures - last.failures,
      longest: inSeconds(balancer.longest()),
    };
    last = { ...now };
    return told;
  };
};

/** TRUST R13. */
export const upgrade: Drill = {
  rows: 'R13',
  does: 'brings a gateway of this version to one of the version before (DRILL_BEFORE), while 50 citizens rate through both',
  times: ROWS,
  run: async (stage, { times, minutes, seed, say }) => {
    const random = createRandom(seed);
    const url = Object.assign(new URL(stage.superuserUrl()), { pathname: '/kinerja_before' }).href;
    const before = versionBefore(url, stage.dataFolder);
    await ask(stage.superuserUrl(), 'create database kinerja_before');
    const service = await addRegion(before, '32.73');
    await importRatings(before, { rows: times, folder: stage.dataFolder, random });
    say(`${times} ratings imported by the version before`);
    const [region] = await ask<{ id: string }>(url, "select tenant_id as id from tenant where code = '32.73'");
    const balancer = await openBalancer(random);
    const started: GatewayProcess[] = [];
    const takeUp = async (begun: Promise<GatewayProcess>) => {
      const gateway = await begun;
      started.push(gateway);
      await gateway.ready();
      balancer.add(gateway.address);
      if (!(await eventually(async () => balancer.isReady(gateway.address), READY_SECONDS)))
        throw new Error(`The load balancer did not take a gateway up:\n${gateway.printed()}`);
      return gateway;
    };
    const appliedOf = async () => {
      const [row] = await ask<{ count: number }>(
        url,
        'select count(*)::integer as count from kinerja_migration.applied',
      );
      return row?.count ?? 0;
    };
    try {
      const old = await takeUp(before.start(PRODUCTION));
      const known = await appliedOf();
      const sent = new Set<string>();
      const world = { services: [service], sent };
      const crowd = await openCrowd(world, { size: CITIZENS, address: balancer.address, random, rest: REST });
      const told = watch(balancer);
      const rest = () => sleep(minutes * SHARE * 60_000);
      await rest();
      const alone = told();
      const beganAt = performance.now();
      await takeUp(startProcess({ DATABASE_URL: url, DATA_DIR: join(stage.dataFolder, 'gateway'), ...PRODUCTION }));
      const startSeconds = inSeconds(performance.now() - beganAt);
      const starting = told();
      const appliedAtStart = await appliedOf();
      await rest();
      const both = told();
      balancer.remove(old.address);
      old.kill('SIGTERM');
      const code = await old.ended;
      const endedAt = performance.now();
      const all = readdirSync(MIGRATIONS).length;
      const isWhole = await eventually(async () => (await appliedOf()) === all, READY_SECONDS);
      const wholeSeconds = inSeconds(performance.now() - endedAt);
      await rest();
      const after = told();
      const outcome = await crowd.finish();
      const inspect = inspectAs(url, region?.id ?? '');
      const { stored, broken } = await compareWithStored({ inspect, sent }, outcome.confirmed);
      const { requests, cutOff } = balancer.counted();
      const failures = starting.failures + both.failures + after.failures;
      const show = ({ requests: asked, failures: failed, longest }: typeof alone) =>
        `${longest.toFixed(2)} s, ${failed} of ${asked}`;
      return {
        trials: [
          {
            what: 'confirmed during the upgrade: lost or doubled',
            times: outcome.confirmed.size,
            broken: [...broken, ...outcome.complaints],
            isByChance: false,
          },
          { what: 'request during the upgrade: no answer', times: requests, broken: cutOff, isByChance: false },
          {
            what: 'upgrade: not whole after the gateway of the version before has ended',
            times: 1,
            broken: [
              ...(isWhole ? [] : [`${await appliedOf()} of ${all} migrations are applied`]),
              ...(code === 0 ? [] : [`the gateway of the version before ended with ${code}:\n${old.printed()}`]),
            ],
            isByChance: false,
          },
        ],
        seen: [
          ['ratings there before, and stored during it', `${times}, ${stored}`],
          ['migrations before, at the start, at the end', `${known}, ${appliedAtStart}, ${await appliedOf()}`],
          ['start of this version, migrations included', `${startSeconds.toFixed(1)} s`],
          ['longest answer and answers of 500 and above, before', show(alone)],
          ['while this version starts and migrates', show(starting), '≤ 1 s'],
          ['while both serve', show(both), '≤ 1 s'],
          ['while the last step is applied, and after', show(after), '≤ 1 s'],
          ['answers of 500 and above in all', String(failures), '0'],
          ['last step after the version before has ended', `${wholeSeconds.toFixed(1)} s`],
        ],
      };
    } finally {
      await balancer.close();
      for (const gateway of started) gateway.kill('SIGKILL');
      await Promise.all(started.map(({ ended }) => ended));
    }
  },
};
