import type { Browser } from 'playwright-core';
import { COUNTS } from '../../published/limits.ts';
import { type Holding, type Mounts, mountUntil } from '../../support/mounts.ts';
import { markdown, type Row, ratio } from '../table.ts';
import { pageText } from './cold-load.ts';
import type { Origins } from './origins.ts';
import type { FormPage } from './peers.ts';
import { figure, type Measured, measured } from './verdicts.ts';

const isHeld = ({ heap, nodes, listeners }: Holding) => heap <= COUNTS.heapGrowth.limit && nodes <= 0 && listeners <= 0;

/** A page that has loaded what a form needs, and holds none yet. */
const openEmpty = async (browser: Browser, origins: Origins, { name, head }: FormPage) => {
  const context = await browser.newContext({ locale: 'id-ID' });
  const page = await context.newPage();
  await page.goto(origins.addPage(`${name}, empty`, pageText({ name, head, body: '', isReady: 'true' })), {
    waitUntil: 'networkidle',
  });
  return { context, page };
};

const mountAll = async (browser: Browser, origins: Origins, form: FormPage): Promise<Mounts> => {
  const { context, page } = await openEmpty(browser, origins, form);
  // What is asked is answered at once: here the page is measured, not the network.
  await page.evaluate(`{
    const answers = new Map();
    const ask = window.fetch;
    window.fetch = async (address, options) => {
      if (!answers.has(address)) answers.set(address, await (await ask(address, options)).text());
      return new Response(answers.get(address), { headers: { 'content-type': 'application/json' } });
    };
  }`);
  const mounts = await mountUntil(page, form, isHeld);
  await context.close();
  return mounts;
};

interface Lifetime {
  readonly name: string;
  readonly growth: Holding;
  readonly time: number;
}

/** Of the fastest tenth the slowest: on a busy machine the others have waited. */
const fastTime = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 10)] ?? Number.NaN;

const HEAD: Row = [
  'mounted and removed 100 times',
  'fastest tenth, ms each',
  'ratio to Kinerja',
  'heap growth bytes',
  'DOM nodes left',
  'listeners left',
];

/** Forms that come and go, ours and the peers': Markdown, and the figures that have limits. */
export const compareLifetimes = async (
  browser: Browser,
  origins: Origins,
  { printed, whole, others }: { printed: FormPage; whole: FormPage; others: readonly FormPage[] },
) => {
  const lifetime = async (form: FormPage): Promise<Lifetime> => {
    const { growth, times } = await mountAll(browser, origins, form);
    return { name: form.name, growth, time: fastTime(times) };
  };
  const own = await lifetime(printed);
  const compared = await lifetime(whole);
  const all = [own, compared];
  for (const other of others) all.push(await lifetime(other));
  const rows = all.map(
    ({ name, time, growth }): Row => [
      name,
      figure(time),
      ratio(time / compared.time),
      figure(growth.heap),
      figure(growth.nodes),
      figure(growth.listeners),
    ],
  );
  const results: readonly Measured[] = [
    measured('mount', own.time),
    measured('heapGrowth', own.growth.heap),
    measured('nodeGrowth', own.growth.nodes),
    measured('listenerGrowth', own.growth.listeners),
  ];
  return { measured: results, text: markdown([HEAD, ...rows]) };
};
