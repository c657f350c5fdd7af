import type { Browser } from 'playwright-core';
import { medianOf } from '../median.ts';
import { markdown, type Row, ratio, whole } from '../table.ts';
import { type Load, loadCold, pageText } from './cold-load.ts';
import type { Origins, Requests } from './origins.ts';
import type { FormPage } from './peers.ts';
import { figure, type Measured, measured } from './verdicts.ts';

/** A page without any form: what all others are measured over. */
const BLANK: FormPage = { name: 'blank page', head: '', body: '', isReady: 'true' };

interface Figures extends Load {
  readonly name: string;
  readonly requests: Requests;
}

const FIGURES = ['ready', 'longestTask', 'blocking', 'script', 'layout', 'nodes', 'heap', 'shift'] as const;

const medians = (loads: readonly Load[]): Load => {
  const median = (of: keyof Load) => medianOf(loads.map((load) => load[of]));
  const [ready, longestTask, blocking, script, layout, nodes, heap, shift] = FIGURES.map(median) as readonly number[];
  return { ready, longestTask, blocking, script, layout, nodes, heap, shift } as Load;
};

/** Loads the pages in turn, round by round, so that whatever else the machine does falls on all of them. */
const loadAll = async (browser: Browser, origins: Origins, pages: readonly FormPage[], rounds: number) => {
  const addresses = pages.map((page) => origins.addPage(page.name, pageText(page)));
  const loads = pages.map((): Load[] => []);
  const requests: Requests[] = [];
  // The first page of a browser pays for its start.
  for (const address of addresses.slice(0, 1)) await loadCold(browser, address);
  for (let round = 0; round < rounds; round += 1)
    for (const [place, address] of addresses.entries()) {
      origins.countRequests();
      loads[place]?.push(await loadCold(browser, address));
      requests[place] = origins.countRequests();
    }
  return pages.map(({ name }, place): Figures => {
    const none = { code: 0, data: 0 };
    return { name, requests: requests[place] ?? none, ...medians(loads[place] ?? []) };
  });
};

const HEAD: Row = [
  'first visit, medians',
  'ready ms',
  'over a blank page ms',
  'ratio to Kinerja',
  'longest task ms',
  'blocking ms',
  'script ms',
  'style and layout ms',
  'DOM nodes',
  'heap kB',
  'layout shift',
  'requests: code + data',
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
      whole(one.script),
      whole(one.layout),
      whole(one.nodes),
      whole(one.heap / 1000),
      figure(one.shift),
      `${one.requests.code} + ${one.requests.data}`,
    ],
  );
  const figures: readonly Measured[] = [
    measured('ready', over(own)),
    measured('longestTask', own.longestTask),
    measured('blocking', own.blocking),
    measured('nodes', own.nodes),
    measured('shift', own.shift),
    measured('codeRequests', own.requests.code),
    measured('readRequests', own.requests.data),
  ];
  return { measured: figures, text: markdown([HEAD, ...rows]) };
};
