import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse as parseCsv } from 'csv-parse/sync';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { generated } from '../../examples/developer-queries/bin/generate.mjs';
import { provideProgram } from '../support/debian.mjs';
import { putTallies } from '../support/figures.ts';
import { startGateway } from '../support/gateway.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { tallyOf } from '../support/ratings.ts';

/* What is given to developers is run as it stands there, in each of its languages, and says what the API says. */

const EXAMPLES = fileURLToPath(new URL('../../examples/developer-queries/', import.meta.url));
const read = (path: string) => readFileSync(`${EXAMPLES}${path}`, 'utf8');
const queries = readdirSync(`${EXAMPLES}queries`);
const query = (name: string) => read(`queries/${name}.graphql`);

const PERIOD = '2026-Q3';
/** Ratings of each Puskesmas; the last has too few for a figure. */
const RATED = { Andir: 40, Coblong: 35, Regol: 50, 'Sukasari, Hegar': 9 } as const;
/** With those units more than one page. */
const OTHERS = Array.from({ length: 22 }, (_, place) => `Kelurahan ${place + 10}`);

const gateway = await startGateway({
  tenants: {
    bandung: {
      sampleData: true,
      units: [
        ...Object.keys(RATED).map((name) => ({ name, kind: 'puskesmas', services: [`Umum ${name}`] })),
        ...OTHERS.map((name) => ({ name, kind: 'kelurahan' })),
      ],
    },
  },
});
const { bandung } = gateway.tenants;
await putTallies(
  gateway.database,
  bandung,
  Object.entries(RATED).map(([unit, ratings]) => ({
    serviceId: bandung.service(`Umum ${unit}`).uuid,
    questionnaireKey: skm2017.key,
    day: '2026-08-19',
    tally: tallyOf(skm2017, Array<number[]>(ratings).fill(skm2017.elements.map(() => 3))),
  })),
);
gateway.clock.set('2026-10-08T03:00:00Z');
await gateway.tick();

const python = provideProgram({
  title: 'Python 3',
  variable: 'PYTHON_BIN',
  names: ['python3'],
  packages: ['python3'],
});
provideProgram({ title: 'curl', variable: 'CURL_BIN', names: ['curl'], packages: ['curl'] });

const run = promisify(execFile);
const PROGRAMS = {
  TypeScript: (name: string) => [process.execPath, '--import', 'tsx', `typescript/${name}.ts`],
  Python: (name: string) => [python, '-B', `python/${name}.py`],
  curl: (name: string) => ['sh', `curl/${name}.sh`],
} as const;
type Language = keyof typeof PROGRAMS;

/** What an example prints. */
const printed = async (language: Language, name: string, ...args: readonly string[]): Promise<string> => {
  const [program = '', ...rest] = PROGRAMS[language](name);
  return (await run(program, [...rest, gateway.address, ...args], { cwd: EXAMPLES })).stdout;
};

interface Figure {
  readonly state: string;
  readonly value: number | null;
  readonly derivation: string;
}
interface UnitsPage {
  readonly tenant: {
    readonly units: {
      readonly edges: readonly { readonly node: { readonly id: string; readonly satisfactionIndex: Figure } }[];
      readonly pageInfo: { readonly endCursor: string | null };
    };
  };
}

test.each(queries)('%s fits the schema that is served', async (file) => {
  const schema = buildSchema(await (await gateway.fetch('/schema.graphql')).text());
  expect(validate(schema, parse(read(`queries/${file}`)))).toEqual([]);
});

test('the types of the client in TypeScript are those of the queries and the SDL', async () => {
  expect(read('typescript/operations.ts')).toBe(await generated());
});

test('every query is used in each language that has a client', () => {
  const texts = (folder: string) => readdirSync(`${EXAMPLES}${folder}`).map((file) => read(`${folder}/${file}`));
  const inPython = texts('python').join('\n');
  const inTypescript = readdirSync(`${EXAMPLES}typescript`)
    .filter((file) => file !== 'operations.ts')
    .map((file) => read(`typescript/${file}`))
    .join('\n');
  for (const file of queries) {
    const name = file.replace('.graphql', '');
    expect(inPython).toContain(`"${name}"`);
    expect(inTypescript).toContain(`${name.charAt(0).toUpperCase()}${name.slice(1)}Document`);
  }
});

test.each(['board', 'embed', 'quarter'])(
  'what the query %s leaves to its defaults is the same however often it is asked, by all variables or none',
  async (name) => {
    const whole = await gateway.ask(query(name), { region: '32.73', ...(name === 'board' && { kind: 'puskesmas' }) });
    expect(whole.data).toBeTypeOf('object');
    for (const _ of [1, 2, 3]) expect(await gateway.ask(query(name))).toMatchObject({ data: whole.data, errors: [] });
  },
);

describe.each(['TypeScript', 'Python'] as const)('in %s', (language) => {
  test('the board names every unit, those that are withheld with the reason', async () => {
    const lines = (await printed(language, 'board', '32.73', 'puskesmas', PERIOD)).trimEnd().split('\n');
    expect(lines[0]).toBe('Kota Bandung, puskesmas, Triwulan III 2026 (data contoh)');
    expect(lines).toContainEqual(expect.stringMatching(/^Andir: .+; indeks 75\.00 \(C\) dari 40 penilaian$/));
    expect(lines).toContainEqual(expect.stringMatching(/^Sukasari, Hegar: TOO_FEW_RATINGS\. \S.+/));
    const { data } = await gateway.ask<{ tenant: { unitLeaderboard: { explanation: string } } }>(query('board'), {
      period: PERIOD,
    });
    expect(lines.at(-1)).toBe(data.tenant.unitLeaderboard.explanation);
  });

  test('the tags for the pages of an office are those of its services, with the hash of the newest release', async () => {
    const text = await printed(language, 'embed', '32.73');
    for (const unit of Object.keys(RATED)) {
      const { id } = bandung.service(`Umum ${unit}`);
      expect(text).toContain(`${unit}, Umum ${unit}:\n  <kinerja-rating-form service="${id}">`);
      expect((await gateway.fetch(`/form/${id}`)).status).toBe(200);
    }
    const [, src = '', integrity = ''] = / src="([^"]+)" integrity="([^"]+)"/.exec(text) ?? [];
    const script = await (await fetch(src)).arrayBuffer();
    const digest = Buffer.from(await crypto.subtle.digest('SHA-384', script)).toString('base64');
    expect(integrity).toBe(`sha384-${digest}`);
  });

  test('the quarter is a row for each unit of all pages, with its derivation, and empty where nothing is shown', async () => {
    const rows = parseCsv(await printed(language, 'quarter', '32.73', PERIOD), { columns: true }) as Record<
      string,
      string
    >[];
    expect(rows).toHaveLength(26);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(26);
    const row = (unit: string) => rows.find((one) => one['unit'] === unit);
    expect(row('Andir')).toMatchObject({ state: 'PUBLISHED', index: '75.00', grade: 'C', ratings: '40', version: '1' });
    expect(row('Sukasari, Hegar')).toMatchObject({ state: 'TOO_FEW_RATINGS', index: '', grade: '', ratings: '' });
    const { data } = await gateway.ask<UnitsPage>(query('quarter'), { period: PERIOD });
    const [first] = data.tenant.units.edges;
    expect(rows[0]).toMatchObject({ id: first?.node.id, derivation: first?.node.satisfactionIndex.derivation });
  });

  test('a rating that is sent again is counted once, and its receipt is the same', async () => {
    const [service, key] = [bandung.service('Umum Andir').id, randomUUID()];
    const first = await printed(language, 'rate', service, key, '4');
    const again = await printed(language, 'rate', service, key, '4');
    expect(first).toMatch(/^Umum Andir: 3273(-[0-9A-HJKMNP-TV-Z]{4}){4}\n$/);
    expect(again).toBe(`${first.trimEnd()} (tercatat sebelumnya, tidak dihitung dua kali)\n`);
    const stored = await gateway.database.inspect('select 1 from feedback where submission_key = $1', [key]);
    expect(stored).toHaveLength(1);
  });

  test('what the gateway refuses is told in its words, and ends the program with a failure', async () => {
    const refused = printed(language, 'rate', bandung.service('Umum Andir').id, 'no-key', '4');
    await expect(refused).rejects.toThrow(/InvalidInput: .*submissionKey/);
    await expect(printed(language, 'board', '99.99')).rejects.toThrow(/the Kemendagri code of a region/);
  });
});

describe('with curl', () => {
  test.each(['board', 'embed'])('%s is what the API answers', async (name) => {
    const { data } = await gateway.ask(query(name));
    expect(JSON.parse(await printed('curl', name, '32.73'))).toEqual({ data, extensions: expect.anything() });
  });

  test('the quarter is what the API answers, page by page', async () => {
    const pages = (await printed('curl', 'quarter', '32.73', PERIOD)).trimEnd().split('\n');
    const { data } = await gateway.ask<UnitsPage>(query('quarter'), { period: PERIOD });
    const after = data.tenant.units.pageInfo.endCursor;
    const next = await gateway.ask(query('quarter'), { period: PERIOD, after });
    expect(pages.map((page) => (JSON.parse(page) as { data: unknown }).data)).toEqual([data, next.data]);
  });

  test('a rating that is sent again is counted once, and its receipt is the same', async () => {
    const [service, key] = [bandung.service('Umum Andir').id, randomUUID()];
    const send = async () =>
      (JSON.parse(await printed('curl', 'rate', service, key, '4')) as { data: { submitFeedback: unknown } }).data
        .submitFeedback;
    const first = await send();
    expect(first).toMatchObject({ __typename: 'SubmitFeedbackSuccess', replayed: false });
    expect(await send()).toEqual({ ...(first as object), replayed: true });
  });
});
