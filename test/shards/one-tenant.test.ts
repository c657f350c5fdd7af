import { describe, expect, test } from 'vitest';
import { findTenant } from './one-tenant.ts';

/* A proof that cannot fail proves nothing: statements that leave their region, each by a way of its own. */

const PLACEMENT = {
  distributed: new Set(['unit', 'service', 'tally']),
  reference: new Set(['tenant']),
  local: new Set(['readiness_probe']),
};

const because = (text: string) => findTenant(text, PLACEMENT).flatMap((finding) => finding.because);

describe('of one region:', () => {
  test.each([
    'select id from unit where tenant_id = $1 and id = $2',
    'select from unit join service on service.tenant_id = unit.tenant_id where unit.tenant_id = $1',
    'select from unit join service using (tenant_id, id) where unit.tenant_id = $1',
    'select from unit left join service on service.tenant_id = unit.tenant_id and service.unit_id = unit.id where unit.tenant_id = $1',
    'select from (select * from unit where tenant_id = $1) as mine join service on service.tenant_id = mine.tenant_id',
    'select from tenant join unit using (tenant_id) where tenant.tenant_id = $1',
    'select from unit where (tenant_id, id) = ($1, $2)',
    'select from unit where (tenant_id, id) in (select tenant_id, unit_id from service where tenant_id = $1)',
    'select from unit where tenant_id = $1 and exists (select from service where tenant_id = unit.tenant_id)',
    'select from unit join lateral (select from service where service.tenant_id = unit.tenant_id limit 1) as one on true where unit.tenant_id = $1',
    'insert into unit (id, tenant_id) values ($2, $1), ($3, $1)',
    'with made as (insert into unit (tenant_id, id) values ($1, $2) returning tenant_id, id) insert into service (tenant_id, unit_id) select tenant_id, id from made',
    'update unit set name = $2 from service where unit.tenant_id = $1 and service.tenant_id = $1',
    'delete from unit where tenant_id = $1',
    'with recursive below (tenant_id, id) as (select tenant_id, id from unit where tenant_id = $1 union select unit.tenant_id, unit.id from unit join below on unit.tenant_id = below.tenant_id and unit.parent_id = below.id) select from below join service using (tenant_id)',
    'select tenant_id from unit where tenant_id = $1 union select tenant_id from service where tenant_id = $1',
    'select code from tenant',
  ])('%s', (text) => expect(because(text)).toEqual([]));
});

describe('not of one region:', () => {
  test.each([
    ['select id from unit where id = $1', 'unit is not bound to a tenant'],
    ['select id from unit where tenant_id = any($1)', 'unit is not bound to a tenant'],
    ['select id from unit where tenant_id = $1 or id = $2', 'unit is not bound to a tenant'],
    ['select id from unit where not (tenant_id = $1)', 'unit is not bound to a tenant'],
    ['select id from unit where tenant_id <> $1', 'unit is not bound to a tenant'],
    [
      'select from unit join service on service.unit_id = unit.id where unit.tenant_id = $1',
      'service is not bound to a tenant',
    ],
    [
      'select from unit left join service on service.tenant_id = $1 and unit.tenant_id = $1',
      'unit is not bound to a tenant',
    ],
    [
      'select from unit left join service on service.tenant_id = unit.tenant_id and service.tenant_id = $1',
      'unit is not bound to a tenant',
    ],
    [
      'select from unit full join service on service.tenant_id = $1 and unit.tenant_id = $1',
      'unit is not bound to a tenant',
    ],
    ['select from unit, service where unit.tenant_id = $1 and service.tenant_id = $2', 'two tenants: $1, $2'],
    [
      'select from unit where tenant_id = $1 and exists (select from service where unit_id = unit.id)',
      'service is not bound to a tenant',
    ],
    [
      'select from unit where not exists (select from service where service.tenant_id = $1 and service.tenant_id = unit.tenant_id)',
      'unit is not bound to a tenant',
    ],
    [
      'select from unit where (tenant_id, id) not in (select tenant_id, unit_id from service where tenant_id = $1)',
      'unit is not bound to a tenant',
    ],
    ['insert into unit values ($1, $2)', 'unit is not bound to a tenant'],
    ['insert into unit (tenant_id, id) values ($1, $2), ($3, $4)', 'unit is not bound to a tenant'],
    ['insert into unit (tenant_id, id) select tenant_id, id from tenant', 'unit is not bound to a tenant'],
    ['update unit set name = $1', 'unit is not bound to a tenant'],
    ['delete from unit using service where service.tenant_id = $1', 'unit is not bound to a tenant'],
    [
      'with mine as (select $1::uuid as tenant_id union select $2) select from mine join unit using (tenant_id)',
      'unit is not bound to a tenant',
    ],
    [
      'with recursive other (tenant_id) as (select $1::uuid union select gen_random_uuid() from other) select from other join unit using (tenant_id)',
      'unit is not bound to a tenant',
    ],
    [
      'with others as (select tenant_id, id from unit) select from others where tenant_id = $1',
      'unit is not bound to a tenant',
    ],
    [
      'select from (select tenant_id, max(id) from unit group by 1) as others where tenant_id = $1',
      'unit is not bound to a tenant',
    ],
    [
      'select tenant_id from unit where tenant_id = $1 union select tenant_id from service',
      'service is not bound to a tenant',
    ],
    [
      'select from unit where tenant_id = (select tenant_id from tenant where code = $1)',
      'unit is not bound to a tenant',
    ],
    ['select from unit join any_table on true where unit.tenant_id = $1', 'any_table is not bound to a tenant'],
    ['select from unit, readiness_probe where unit.tenant_id = $1', 'tables of tenants together with a local one'],
    ['select from unit natural join service where unit.tenant_id = $1', 'a natural join says nothing of its columns'],
    ['select from units where tenant_id = $1', 'units is no table'],
    ['truncate unit', 'unit is not bound to a tenant'],
    ['copy unit to stdout', 'unit is not bound to a tenant'],
  ])('%s', (text, why) => expect(because(text)).toContain(why));
});

test('a statement that is none is not proved', () => {
  expect(() => because('select from where')).toThrow('syntax error');
});
