import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { storePolicy } from '../../gateway/src/appraisal/stored-policy.ts';
import type { Database } from '../../gateway/src/database/open-database.ts';
import { withTenant } from '../../gateway/src/database/tenant-scope.ts';
import { startGateway, type TestGateway } from './gateway.ts';
import { mutate } from './mutate.ts';
import { type EmployeeSeed, type SeededEmployee, seedEmployees } from './personnel.ts';
import { type AskAs, signIn } from './sign-in.ts';
import type { SeededTenant, TenantSeed } from './tenant.ts';

/** The five regions whose policies are shipped. */
export type PolicyName = 'palangkaraya' | 'kutacane' | 'bandung' | 'palu' | 'tanjungselor';

/** A shipped policy, as it is in its file. */
export const shippedPolicy = (name: PolicyName): Record<string, unknown> =>
  JSON.parse(
    readFileSync(fileURLToPath(new URL(`../../schema/policies/${name}.json`, import.meta.url)), 'utf8'),
  ) as Record<string, unknown>;

/** How a change ended: the thing asked for, or a refusal. */
export interface Ended {
  readonly __typename: string;
  readonly message?: string;
  readonly allowed?: readonly string[];
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
  readonly version?: number;
  readonly [field: string]: unknown;
}

const REFUSALS = `
  ... on InvalidInput { message issues { path message } }
  ... on NotPermitted { message }
  ... on NotAllowedNow { message allowed }
  ... on ChangedMeanwhile { message version }`;

/** What is asked of an appraisal after each move. */
const APPRAISAL = '... on Appraisal { id version stage workResult behaviour predicate receivedAt objectUntil }';

/**
 * Makes a change as somebody.
 *
 * @param select fields of the success type; an appraisal's, by default.
 */
export async function act(
  ask: AskAs,
  mutation: string,
  args: Readonly<Record<string, unknown>>,
  select = APPRAISAL,
): Promise<Ended> {
  const { result, errors } = await mutate<Ended>(ask, mutation, args, `${select} ${REFUSALS}`);
  if (result === null) throw new Error(`${mutation}: ${errors.map(({ message }) => message).join('; ')}`);
  return result;
}

const REFUSED = ['InvalidInput', 'NotPermitted', 'NotAllowedNow', 'ChangedMeanwhile'];

/** Makes a change that must succeed. */
export async function done(...args: Parameters<typeof act>): Promise<Ended> {
  const ended = await act(...args);
  expect(REFUSED, `${args[1]}: ${JSON.stringify(ended)}`).not.toContain(ended.__typename);
  return ended;
}

/** A region with people and its policy. */
export interface Region<Name extends string> {
  /** With another region beside it. */
  readonly gateway: TestGateway<'region' | 'other'>;
  readonly tenant: SeededTenant;
  readonly people: Readonly<Record<Name, SeededEmployee>>;
  /** How to ask as somebody. */
  readonly as: (name: Name) => Promise<AskAs>;
  /** Moves the clock. */
  readonly at: (instant: string) => void;
  /** Opens the cycle of a period as somebody who may. */
  readonly openCycle: (
    by: Name,
    period: string,
  ) => Promise<{ readonly cycleId: string; readonly leftOut: readonly string[] }>;
  /** The id of somebody's appraisal in a period. */
  readonly appraisalOf: (name: Name, period: string) => Promise<string>;
}

/** Starts a region for the tests of one file; `await` it at the top of the file. It closes by itself. */
export async function startRegion<const Name extends string>({
  policy,
  now,
  people: seeds,
  ...seed
}: TenantSeed & {
  readonly policy: PolicyName;
  readonly now: string;
  readonly people: readonly EmployeeSeed<Name>[];
}): Promise<Region<Name>> {
  const gateway = await startGateway({
    now,
    tenants: { region: seed, other: { code: '64.71', name: 'Kota Balikpapan', units: [{ name: 'Dinas' }] } },
  });
  const tenant = gateway.tenants.region;
  const { database } = gateway.database;
  const people = await seedEmployees(database, tenant, seeds);
  await loadPolicy({ gateway, tenant }, shippedPolicy(policy));
  const as = (name: Name) => signIn(gateway, tenant, people[name].uuid);
  return {
    gateway,
    tenant,
    people,
    as,
    at: gateway.clock.set,
    openCycle: async (by, period) => {
      const ended = await done(
        await as(by),
        'openCycle',
        { policyKey: policy, period },
        '... on OpenedCycle { opened leftOut cycle { id } }',
      );
      const { id } = ended['cycle'] as { id: string };
      return { cycleId: id, leftOut: ended['leftOut'] as readonly string[] };
    },
    appraisalOf: async (name, period) => {
      const ask = await as(name);
      const { data } = await ask<{ viewer: { appraisals: readonly { id: string }[] } }>(
        'query ($period: Period) { viewer { appraisals(period: $period) { id } } }',
        { period },
      );
      const [appraisal] = data.viewer.appraisals;
      if (appraisal === undefined) throw new Error(`${name} has no appraisal in ${period}.`);
      return appraisal.id;
    },
  };
}

/** Loads a policy into a region of a database, as an operator does. */
export const loadPolicyInto = async (
  { pool }: Database,
  { uuid }: SeededTenant,
  definition: unknown,
  at = new Date(),
): Promise<void> => {
  await withTenant(uuid, () => storePolicy(pool, definition, { actor: 'operator uji', at }));
};

/** Loads a policy into a region, as an operator does. */
export const loadPolicy = async <Name extends string>(
  { gateway, tenant }: Pick<Region<Name>, 'gateway' | 'tenant'>,
  definition: unknown,
): Promise<void> => {
  await loadPolicyInto(gateway.database.database, tenant, definition, gateway.clock.now());
};

/** What an assessor's form asks for. */
export interface FormItem {
  readonly key: string;
  readonly name: string;
  readonly values: readonly number[];
}

/** The form of a kind of assessor. */
export async function formFor(ask: AskAs, id: string, assessor: string): Promise<readonly FormItem[]> {
  const { data } = await ask<{ appraisal: { form: readonly FormItem[] } }>(
    'query ($id: ID!, $assessor: Assessor!) { appraisal(id: $id) { form(assessor: $assessor) { key name values } } }',
    { id, assessor },
  );
  return data.appraisal.form;
}

/** Marks for a whole form: one value for all, others by their key. */
export const marksFor = (form: readonly FormItem[], value: number, others: Readonly<Record<string, number>> = {}) =>
  form.map(({ key }) => ({ key, value: others[key] ?? value }));
