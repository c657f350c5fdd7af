import type { Page } from 'playwright-core';

/** What a page holds once it has been tidied up, or how much more than before. */
export interface Holding {
  /** Bytes. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** What mounting and removing something again and again left behind, and what one time took. */
export interface Mounts {
  readonly growth: Holding;
  /** Milliseconds from the markup to the forced layout, and of the removal, each time. */
  readonly times: readonly number[];
}

/** Something that can be put on a page. */
export interface Mountable {
  readonly body: string;
  /** JavaScript: whether all of it is rendered. */
  readonly isReady: string;
}

/** Code is compiled, caches are filled and pools have their size before the first look. */
const WARM_UP = 20;

/** Waits by messages: timers that follow each other are slowed down to 4 ms. */
const MOUNT = `async ({ body, isReady, times }) => {
  const ready = new Function('return ' + isReady);
  const { port1, port2 } = new MessageChannel();
  const turn = () => new Promise((resolve) => { port1.onmessage = resolve; port2.postMessage(0); });
  const taken = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    const place = document.createElement('div');
    place.innerHTML = body;
    document.body.append(place);
    while (!ready()) await turn();
    place.offsetHeight;
    const laidOut = performance.now();
    // What an element does a moment after it has rendered is done before it goes.
    await turn();
    const end = performance.now();
    place.remove();
    taken.push(laidOut - start + performance.now() - end);
    await turn();
  }
  port1.close();
  return taken;
}`;

/**
 * Mounts and removes something, tells what stays. The page must hold nothing like it, and answer what it asks.
 *
 * @param times after a warm-up; 100 by default.
 */
export const mountAgainAndAgain = async (page: Page, { body, isReady }: Mountable, times = 100): Promise<Mounts> => {
  const client = await page.context().newCDPSession(page);
  const mount = (count: number) =>
    page.evaluate<readonly number[]>(`(${MOUNT})(${JSON.stringify({ body, isReady, times: count })})`);
  const look = async (): Promise<Holding> => {
    // What finalizers let go is collected by the second round.
    for (let round = 0; round < 2; round += 1) await client.send('HeapProfiler.collectGarbage');
    const { usedSize } = await client.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
    return { heap: usedSize, nodes, listeners: jsEventListeners };
  };
  await mount(WARM_UP);
  const before = await look();
  const taken = await mount(times);
  const after = await look();
  await client.detach();
  return {
    growth: {
      heap: after.heap - before.heap,
      nodes: after.nodes - before.nodes,
      listeners: after.listeners - before.listeners,
    },
    times: taken,
  };
};

const TRIES = 3;

/**
 * The same, again while it leaves too much behind: what else happens in a browser adds to one try or another, a leak to each.
 *
 * @returns the least growth of three tries at most, and the times of all.
 */
export const mountUntil = async (
  page: Page,
  mountable: Mountable,
  isHeld: (growth: Holding) => boolean,
): Promise<Mounts> => {
  let { growth, times } = await mountAgainAndAgain(page, mountable);
  for (let more = 1; more < TRIES && !isHeld(growth); more += 1) {
    const next = await mountAgainAndAgain(page, mountable);
    const least = (figure: keyof Holding) => Math.min(growth[figure], next.growth[figure]);
    growth = { heap: least('heap'), nodes: least('nodes'), listeners: least('listeners') };
    times = [...times, ...next.times];
  }
  return { growth, times };
};
