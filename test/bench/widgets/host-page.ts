import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Browser } from 'playwright-core';
import { medianOf } from '../median.ts';
import { markdown, type Row, whole } from '../table.ts';
import { PHONE, pageText, SLOW_PROCESSOR, slowDown } from './cold-load.ts';
import { printedForm } from './kinerja-pages.ts';
import type { Origins } from './origins.ts';
import type { FormPage } from './peers.ts';
import { measured } from './verdicts.ts';

/** When a page stands, in ms from the navigation on. */
interface Arrival {
  /** Its text is painted. */
  readonly painted: number;
  /** Its own scripts may begin. */
  readonly parsed: number;
}

const SEE_ARRIVAL = `new Promise((resolve) => {
  const look = () => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const [{ domContentLoadedEventEnd: parsed }] = performance.getEntriesByType('navigation');
    if (paint && parsed > 0) resolve({ painted: paint.startTime, parsed });
    else setTimeout(look, 50);
  };
  look();
})`;

const arrive = async (browser: Browser, address: string, processor: number): Promise<Arrival> => {
  const context = await browser.newContext({ ...PHONE, locale: 'id-ID' });
  try {
    const page = await context.newPage();
    await slowDown(await context.newCDPSession(page), processor);
    await page.goto(address, { waitUntil: 'commit' });
    return await page.evaluate<Arrival>(SEE_ARRIVAL);
  } finally {
    await context.close();
  }
};

/** A server that takes every connection and says nothing. */
const openMute = async () => {
  const held: Socket[] = [];
  const server = createServer((socket) => held.push(socket));
  const addressOf = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    // A browser keeps a connection open for as long as nobody answers.
    for (const socket of held) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: addressOf(), close };
};

/** A delay of a few frames is less than what one load differs from the next. */
const TIMES_AS_OFTEN = 4;

const PRINTED_TAGS = /<script[^>]*><\/script>|<link [^>]*>/g;

interface HostPage {
  readonly name: string;
  readonly address: string;
}

interface Delay {
  readonly name: string;
  /** Medians, in ms. */
  readonly painted: number;
  readonly paintedLater: number;
  readonly parsed: number;
  readonly parsedLater: number;
  /** Between the quarter that was least late and the one that was most, in ms. */
  readonly spread: readonly [number, number];
}

/** Loads the pages in turn; each is late against the first in the same round: what slows the machine for a while slows both. */
const delays = async (
  browser: Browser,
  pages: readonly HostPage[],
  rounds: number,
  processor: number,
): Promise<Delay[]> => {
  const arrivals: Arrival[][] = pages.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, { address }] of pages.entries())
      arrivals[index]?.push(await arrive(browser, address, processor));
  const [bare = []] = arrivals;
  return pages.map(({ name }, index) => {
    const own = arrivals[index] ?? [];
    const all = (moment: keyof Arrival) => medianOf(own.map((arrival) => arrival[moment]));
    const later = (moment: keyof Arrival) =>
      own.map((arrival, round) => arrival[moment] - (bare[round]?.[moment] ?? 0)).sort((one, other) => one - other);
    const sorted = later('painted');
    const quarter = Math.floor(sorted.length / 4);
    return {
      name,
      painted: all('painted'),
      paintedLater: medianOf(sorted),
      parsed: all('parsed'),
      parsedLater: medianOf(later('parsed')),
      spread: [sorted[quarter] ?? 0, sorted.at(-1 - quarter) ?? 0],
    };
  });
};

/**
 * What the printed tags cost the page around them, whatever becomes of the gateway: Markdown, and the figure that has a limit.
 * That one is taken on a processor that is not slowed: slowed, one load differs from the next by more than the limit.
 */
export const compareHostPages = async (browser: Browser, origins: Origins, rounds: number) => {
  const mute = await openMute();
  const gone = await openMute();
  await gone.close();
  const named = (name: string, page: FormPage): FormPage => ({ ...page, name });
  const atWork = printedForm(origins.files);
  const pages = [
    // A blank page would be no measure: a link has to be drawn, too.
    { ...atWork, name: 'with the link alone', head: atWork.head.replaceAll(PRINTED_TAGS, '') },
    named('with the form, gateway at work', atWork),
    named('with the form, gateway takes the connection and is silent', printedForm(mute.address)),
    named('with the form, nobody at the address', printedForm(gone.address)),
  ].map((page) => ({ name: page.name, address: origins.addPage(page.name, pageText(page)) }));
  try {
    const unslowed = await delays(browser, pages, rounds * TIMES_AS_OFTEN, 1);
    const slowed = await delays(browser, pages, rounds * TIMES_AS_OFTEN, SLOW_PROCESSOR);
    const rows = [
      ...unslowed.map((delay) => ['1 x', delay] as const),
      ...slowed.map((delay) => [`${SLOW_PROCESSOR} x`, delay] as const),
    ].map(
      ([processor, { name, painted, paintedLater, spread, parsed, parsedLater }]): Row => [
        `${processor}, ${name}`,
        whole(painted),
        whole(paintedLater),
        spread.map(whole).join(' to '),
        whole(parsed),
        whole(parsedLater),
      ],
    );
    return {
      measured: [
        measured(
          'hostDelay',
          Math.max(...unslowed.flatMap(({ paintedLater, parsedLater }) => [paintedLater, parsedLater])),
        ),
      ],
      text: markdown([
        ['the page, medians', 'painted ms', 'later', 'half of the rounds', 'DOMContentLoaded ms', 'later'],
        ...rows,
      ]),
    };
  } finally {
    await mute.close();
  }
};
