import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { auditTrailOf } from '../support/audit.ts';
import { startGateway } from '../support/gateway.ts';
import { rating, submitAll } from '../support/submit.ts';

/* What happened is chained by hashes: whoever owns the database can change it, and is found out (TRUST 4.4, S46). */

const gateway = await startGateway({
  now: '2026-11-21T03:00:00Z',
  tenants: {
    bandung: { units: [{ name: 'Dinas A', services: ['Umum'] }] },
    palu: { code: '72.71', units: [{ name: 'Dinas B', services: ['KTP'] }] },
  },
});
const { bandung, palu } = gateway.tenants;
const { inspect } = gateway.database;
const { verify, seal: sealOnce } = auditTrailOf(gateway.database, bandung);

/** The gateway may be at it itself: then it is waited for. */
const seal = async () => {
  await sealOnce();
  await expect.poll(async () => (await verify()).notSealed, { timeout: 10_000 }).toBe(0);
};
const rate = (count: number) =>
  submitAll(
    gateway,
    Array.from({ length: count }, () => rating(bandung.service('Umum').id)),
  );

/** Does what only the owner of the database can: past the gateway, its rights and its constraints. */
const asOwner = (statement: string, values: readonly unknown[] = []) =>
  inspect(`with changed as (${statement} returning 1) select count(*)::integer as count from changed`, values);

interface Kept {
  readonly id: string;
  readonly position: string;
}
const chain = () =>
  inspect<Kept>(
    `select event_id as id, position::text as position from audit_seal where tenant_id = $1 order by audit_seal.position`,
    [bandung.uuid],
  );

await rate(30);
await gateway.tick();

describe('the trail', () => {
  test('is whole, with every event in it, region by region', async () => {
    const [{ count = 0 } = {}] = await inspect<{ count: number }>(
      'select count(*)::integer as count from audit_event where tenant_id = $1',
      [bandung.uuid],
    );
    expect(count).toBeGreaterThanOrEqual(30);
    expect(await verify()).toMatchObject({ events: count, notSealed: 0, fault: null, isKnown: null });
    expect((await auditTrailOf(gateway.database, palu).verify()).events).toBeLessThan(30);
    expect((await verify()).head).not.toBe((await auditTrailOf(gateway.database, palu).verify()).head);
  });

  test('grows at its end alone: what was written down before is still in it', async () => {
    const { head } = await verify();
    await rate(3);
    await seal();
    const after = await verify(head);
    expect(after).toMatchObject({ fault: null, isKnown: true });
    expect(after.head).not.toBe(head);
    expect(await verify('ab'.repeat(32))).toMatchObject({ fault: null, isKnown: false });
  });

  test('tells what is not chained yet, and takes it up by itself', async () => {
    const { events } = await verify();
    await rate(2);
    const during = await verify();
    expect(during.events + during.notSealed).toBeGreaterThanOrEqual(events + 2);
    await expect.poll(async () => (await verify()).notSealed, { timeout: 10_000 }).toBe(0);
    expect((await verify()).events).toBeGreaterThanOrEqual(events + 2);
  });

  test('sealed by many at once has one end', async () => {
    await rate(20);
    await Promise.all(Array.from({ length: 8 }, sealOnce));
    await seal();
    expect(await verify()).toMatchObject({ notSealed: 0, fault: null });
  });

  test('has a public root for each day on which something happened', async () => {
    gateway.clock.set('2026-11-22T03:00:00Z');
    await gateway.tick();
    await rate(5);
    gateway.clock.set('2026-11-23T03:00:00Z');
    await gateway.tick();
    const { data } = await gateway.ask<{
      tenant: { auditRoots: { day: string; head: string; root: string }[] };
    }>('{ tenant(code: "32.73") { auditRoots { day head root } } }');
    const days = data.tenant.auditRoots.map(({ day }) => day);
    expect(days.slice(0, 2)).toEqual(['2026-11-23', '2026-11-22']);
    const [latest] = data.tenant.auditRoots;
    expect(latest?.root).toMatch(/^[0-9a-f]{64}$/);
    expect(await verify(latest?.head)).toMatchObject({ fault: null, isKnown: true });
  });
});

describe('what the owner of the database does', () => {
  const restore: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const undo of restore.splice(0).toReversed()) await undo();
    expect((await verify()).fault).toBe(null);
  });

  test('is found, with the place where it begins: a change of any part of any event', async () => {
    const all = await chain();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: all.length - 1 }),
        fc.constantFrom('actor', 'action', 'subject', 'detail', 'at'),
        async (at, column) => {
          const { id, position } = all[at] as Kept;
          const [before] = await inspect<Record<string, unknown>>(
            `select ${column}::text as was from audit_event where id = $1`,
            [id],
          );
          const change = {
            ...{ actor: `'operator lain'`, action: `'feedback.unsaid'`, subject: `'lain'` },
            ...{ detail: `detail || '{"kind": "LAIN"}'`, at: `at + interval '1 millisecond'` },
          }[column];
          await asOwner(`update audit_event set ${column} = ${change} where id = $1`, [id]);
          const { fault } = await verify();
          const type = { detail: 'jsonb', at: 'timestamptz' }[column as string] ?? 'text';
          await asOwner(`update audit_event set ${column} = $2::text::${type} where id = $1`, [id, before?.['was']]);
          expect(fault).toEqual({ position: Number(position), what: 'CHANGED' });
        },
      ),
      { numRuns: 1000, seed: 46 },
    );
  }, 180_000);

  test('is found when two events change places', async () => {
    const all = await chain();
    const [one, other] = [all[4], all[9]] as [Kept, Kept];
    const swap = () =>
      asOwner(
        `update audit_event set subject = case id when $1 then (select subject from audit_event where id = $2)
                                                  else (select subject from audit_event where id = $1) end
         where id in ($1, $2)`,
        [one.id, other.id],
      );
    await swap();
    restore.push(swap);
    expect((await verify()).fault).toEqual({ position: Number(one.position), what: 'CHANGED' });
  });

  test('is found when an event is put in between that the gateway never wrote', async () => {
    const id = '01990000-0000-7000-8000-0000000000aa';
    await asOwner(
      `insert into audit_event values ($1, $2, '2026-11-21T03:00:00Z', 'system', 'figure.corrected', 'x', '{}')`,
      [bandung.uuid, id],
    );
    restore.push(() => asOwner('delete from audit_event where id = $1', [id]));
    expect((await verify()).notSealed).toBe(1);
    // By the clock of its id it is long gone: no look of a second takes it up.
    await sealOnce();
    expect((await verify()).notSealed).toBe(1);
  });

  test('is found when the end is cut off, by whoever wrote down a hash of it', async () => {
    await rate(4);
    await seal();
    const { head, events } = await verify();
    const last = (await chain()).slice(-4);
    const kept = await inspect<{ row: unknown }>(
      `select to_jsonb(audit_seal) as row from audit_seal where tenant_id = $1 and position > $2 order by position`,
      [bandung.uuid, events - 4],
    );
    const gone = await inspect<{ row: unknown }>(
      `select to_jsonb(audit_event) as row from audit_event where id = any($1)`,
      [last.map(({ id }) => id)],
    );
    await asOwner('delete from audit_seal where tenant_id = $1 and position > $2', [bandung.uuid, events - 4]);
    await asOwner('delete from audit_event where id = any($1)', [last.map(({ id }) => id)]);
    restore.push(async () => {
      for (const { row } of gone)
        await asOwner('insert into audit_event select * from jsonb_populate_record(null::audit_event, $1)', [row]);
      for (const { row } of kept)
        await asOwner('insert into audit_seal select * from jsonb_populate_record(null::audit_seal, $1)', [row]);
    });
    expect(await verify()).toMatchObject({ fault: null, events: events - 4 });
    expect(await verify(head)).toMatchObject({ isKnown: false });
  });

  test('is found when a link is taken out', async () => {
    const [, , third] = await chain();
    const position = Number(third?.position);
    const [row] = await inspect<{ hash: string }>(
      `select encode(hash, 'hex') as hash from audit_seal where tenant_id = $1 and position = $2`,
      [bandung.uuid, position],
    );
    await asOwner('delete from audit_seal where tenant_id = $1 and position = $2', [bandung.uuid, position]);
    restore.push(() =>
      asOwner(`insert into audit_seal values ($1, $2, $3, decode($4, 'hex'))`, [
        ...[bandung.uuid, position, third?.id, row?.hash],
      ]),
    );
    const { fault, notSealed } = await verify();
    expect(fault).toEqual({ position, what: 'GAP' });
    expect(notSealed).toBe(1);
  });
});
