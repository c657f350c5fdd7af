import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Browser } from 'playwright-core';
import { medianOf } from '../median.ts';
import { markdown, type Row, whole } from '../table.ts';
import { PHONE, pageText, slowDown } from './cold-load.ts';
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

const arrive = async (browser: Browser, address: string): Promise<Arrival> => {
  const context = await browser.newContext({ ...PHONE, locale: 'id-ID' });
  try {
    const page = await context.newPage();
    await slowDown(await context.newCDPSession(page));
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

/** What the printed tags cost the page around them, whatever becomes of the gateway: Markdown, and the figure that has a limit. */
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
  ].map((page) => ({
    name: page.name,
    address: origins.addPage(page.name, pageText(page)),
    arrivals: [] as Arrival[],
  }));
  try {
    for (let round = 0; round < rounds * TIMES_AS_OFTEN; round += 1)
      for (const { address, arrivals } of pages) arrivals.push(await arrive(browser, address));
  } finally {
    await mute.close();
  }
  const [bare] = pages;
  if (!bare) throw new Error('No page was opened.');
  const medians = pages.map(({ name, arrivals }) => {
    const median = (moment: keyof Arrival) => medianOf(arrivals.map((arrival) => arrival[moment]));
    // Against the page without them in the same round: what slows the machine for a while slows both.
    const later = (moment: keyof Arrival) =>
      medianOf(arrivals.map((arrival, round) => arrival[moment] - (bare.arrivals[round]?.[moment] ?? 0)));
    return {
      name,
      painted: median('painted'),
      paintedLater: later('painted'),
      parsed: median('parsed'),
      parsedLater: later('parsed'),
    };
  });
  const rows = medians.map(
    ({ name, painted, paintedLater, parsed, parsedLater }): Row => [
      name,
      whole(painted),
      whole(paintedLater),
      whole(parsed),
      whole(parsedLater),
    ],
  );
  const later = medians.flatMap(({ paintedLater, parsedLater }) => [paintedLater, parsedLater]);
  return {
    measured: [measured('hostDelay', Math.max(...later))],
    text: markdown([['the page, medians', 'painted ms', 'later', 'DOMContentLoaded ms', 'later'], ...rows]),
  };
};
