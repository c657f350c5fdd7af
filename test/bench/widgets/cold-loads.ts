import type { Browser } from 'playwright-core';
import { PLAIN_FORM } from '../../published/limits.ts';
import type { ProcessorTime } from '../../support/processor-time.ts';
import { medianOf } from '../median.ts';
import { markdown, type Row, ratio, whole } from '../table.ts';
import { type Load, loadCold, loadWork, pageText } from './cold-load.ts';
import type { Origins, Requests } from './origins.ts';
import { BLANK, type FormPage, NATIVE } from './peers.ts';
import { figure, type Measured, measured } from './verdicts.ts';

interface Figures extends Load {
  readonly name: string;
  readonly requests: Requests;
  readonly work: ProcessorTime;
}

/** The median of each figure. */
const medians = <Name extends string>(all: readonly Readonly<Record<Name, number>>[]): Record<Name, number> => {
  const names = Object.keys(all[0] ?? {}) as Name[];
  return Object.fromEntries(names.map((name) => [name, medianOf(all.map((one) => one[name]))])) as Record<Name, number>;
};

/** Loads the pages in turn, round by round, so that whatever else the machine does falls on all of them. */
const loadAll = async (browser: Browser, origins: Origins, pages: readonly FormPage[], rounds: number) => {
  const measured = pages.map((page) => ({
    name: page.name,
    address: origins.addPage(page.name, pageText(page)),
    loads: [] as Load[],
    work: [] as ProcessorTime[],
    requests: { code: 0, data: 0 },
  }));
  // The first page of a browser pays for its start.
  await loadCold(browser, origins.addPage('first', pageText(BLANK)));
  for (let round = 0; round < rounds; round += 1)
    for (const page of measured) {
      origins.countRequests();
      page.loads.push(await loadCold(browser, page.address));
      page.requests = origins.countRequests();
      page.work.push(await loadWork(browser, page.address));
    }
  return measured.map(
    ({ name, requests, loads, work }): Figures => ({ name, requests, ...medians(loads), work: medians(work) }),
  );
};

const HEAD: Row = [
  'first visit, medians',
  'ready ms',
  'over a blank page ms',
  'ratio to Kinerja',
  'longest task ms',
  'blocking ms',
  'DOM nodes',
  'heap kB',
  'layout shift',
  'requests: code + data',
];

/** Processor time is the same however busy the machine is. */
const WORK_HEAD: Row = [
  'the same, nothing slowed down: processor time, medians',
  'script ms',
  'style and layout ms',
  'all ms',
  'over a blank page, ratio to Kinerja',
];

/** The first visit of the form, ours and the peers', on a slow phone: Markdown, and the figures that have limits. */
export const compareLoads = async (
  browser: Browser,
  origins: Origins,
  { printed, others, rounds }: { printed: FormPage; others: readonly FormPage[]; rounds: number },
) => {
  const [blank, own, ...rest] = await loadAll(browser, origins, [BLANK, printed, ...others], rounds);
  if (!blank || !own) throw new Error('Nothing was loaded.');
  const over = ({ ready }: Figures) => ready - blank.ready;
  const rows = [blank, own, ...rest].map(
    (one): Row => [
      one.name,
      whole(one.ready),
      whole(over(one)),
      one === blank ? '' : ratio(over(one) / over(own)),
      whole(one.longestTask),
      whole(one.blocking),
      whole(one.nodes),
      whole(one.heap / 1000),
      figure(one.shift),
      `${one.requests.code} + ${one.requests.data}`,
    ],
  );
  const workRows = [blank, own, ...rest].map(({ name, work }): Row => {
    const added = work.all - blank.work.all;
    return [
      name,
      whole(work.script),
      whole(work.layout),
      whole(work.all),
      name === blank.name ? '' : ratio(added / (own.work.all - blank.work.all)),
    ];
  });
  const plain = rest.find(({ name }) => name === NATIVE.name);
  if (!plain) throw new Error('The plain HTML form was not loaded.');
  /** What the browser alone needs for these questions beyond what it needed where the limits come from: no form can spare it. */
  const slowness = (here: number, there: number) => Math.max(0, here - there);
  const figures: readonly Measured[] = [
    measured('ready', over(own) - slowness(over(plain), PLAIN_FORM.ready)),
    measured('longestTask', own.longestTask),
    measured('blocking', own.blocking - slowness(plain.blocking, PLAIN_FORM.blocking)),
    measured('nodes', own.nodes),
    measured('shift', own.shift),
    measured('codeRequests', own.requests.code),
    measured('readRequests', own.requests.data),
  ];
  return { measured: figures, text: `${markdown([HEAD, ...rows])}\n\n${markdown([WORK_HEAD, ...workRows])}` };
};
