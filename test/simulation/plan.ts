import type { Choices } from './choices.ts';
import { type Device, sendAgain } from './device.ts';
import { NO_TROUBLE, type Trouble } from './host.ts';
import { midnight, type Zone } from './invariants.ts';
import { FINE, WEATHERS } from './network.ts';
import type { StorageMood } from './storage.ts';
import type { World } from './world.ts';

/** When a world begins, when everything becomes well again, and the midnight in between that matters. */
export interface Span {
  readonly start: number;
  readonly middle: number;
  readonly end: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** A device that knows that it is offline looks every few seconds; for days, a network that is cut off does as well. */
const LONGEST_OFFLINE = 10 * MINUTE;

/** So long after everything is well again, all must have arrived: no wait is longer than a day. */
export const HEALING = 3 * DAY;

const TROUBLES: readonly Trouble[] = [NO_TROUBLE, { dies: 1, fails: 1 }, { dies: 4, fails: 0 }, { dies: 0, fails: 5 }];

const REFUSALS: readonly StorageMood[] = ['throws', 'fails', 'is silent'];

/** Milliseconds within which what arrives at the gateway arrives at once. */
const TOGETHER = [0, 0, 5, 500, 5_000];

/** Some hours or days around the end of a month, or around the moment in which it closes. */
export const chooseSpan = (choices: Choices, zone: Zone): Span => {
  const month = choices.between(1, 12);
  const middle = midnight(zone, 2026, month + 1, choices.pick([1, 8]));
  const start = middle - choices.between(MINUTE, choices.pick([HOUR, 8 * DAY]));
  const end = middle + choices.between(HOUR, choices.pick([6 * HOUR, 8 * DAY]));
  return { start, middle, end };
};

/** How much a clock is wrong: minutes, days, years; or behind so far that what it claims is just believed, or no more. */
const wrongBy = ({ pick, between, percent }: Choices) =>
  percent(30) ? -between(6 * DAY, 8 * DAY) : (pick([MINUTE, HOUR, DAY, 10 * YEAR]) * between(-100, 100)) / 100;

/** At any time until all is well again, two of five times close to the midnight. */
const createTimes = ({ agenda, choices }: World, { start, middle, end }: Span) => {
  const sometime = (act: () => void) => {
    const at = choices.percent(40)
      ? middle + choices.between(-2 * MINUTE, 5 * MINUTE)
      : choices.between(start, end - MINUTE);
    agenda.in(at - start, act);
  };
  const often = (most: number, act: () => void) => {
    for (let times = choices.between(0, most); times > 0; times -= 1) sometime(act);
  };
  return { sometime, often };
};

type Times = ReturnType<typeof createTimes>;

const planDevice = (device: Device, { agenda, choices }: World, { sometime, often }: Times) => {
  if (choices.percent(40)) device.setClock(wrongBy(choices));
  if (choices.percent(10)) sometime(() => device.setClock(0));
  if (choices.percent(15)) device.setStorage(choices.pick(REFUSALS));
  else if (choices.percent(25)) {
    sometime(() => device.setStorage('full'));
    sometime(() => device.setStorage('works'));
  }
  device.openPage();
  often(4, device.closePage);
  often(3, () => {
    if (device.pages() < 2) device.openPage();
  });
  often(3, device.sendNow);
  often(2, () => {
    device.setOnline(false);
    agenda.in(choices.between(SECOND, LONGEST_OFFLINE), () => device.setOnline(true));
  });
};

/** Some by themselves, some within the same moment. */
const planRatings = (world: World, { start, end }: Span, { sometime, often }: Times): number => {
  const { agenda, choices, devices, services, ledger, lastSent } = world;
  const total = choices.between(2, 14);
  const moments = Array.from({ length: choices.between(1, 4) }, () => choices.between(0, end - start - MINUTE));
  for (let place = 1; place <= total; place += 1) {
    const rating = { key: choices.key(), name: `rating ${place}` };
    const device = choices.pick(devices);
    const service = choices.pick(services);
    const rate = () => device.rate(rating, service);
    if (choices.percent(50)) agenda.in(choices.pick(moments) + choices.between(0, 20), rate);
    else sometime(rate);
  }
  often(5, () => {
    const known = [...ledger.confirmed.keys()].flatMap((key) => lastSent.get(key) ?? []);
    if (known.length > 0) sendAgain(choices.pick(known), world);
  });
  return total;
};

const planNetwork = ({ choices, network, trace }: World, { often }: Times) => {
  const change = () => {
    network.weather = choices.pick(WEATHERS);
    network.together = choices.pick(TOGETHER);
    trace(`network: ${network.weather.name}, together within ${network.together} ms`);
  };
  change();
  often(5, change);
};

const planServer = (world: World, { start, middle }: Span, { often }: Times) => {
  const { agenda, choices, host, trace } = world;
  host.trouble = choices.pick(TROUBLES);
  trace(`the gateway dies at ${host.trouble.dies} %, its connections at ${host.trouble.fails} %`);
  let isRight = true;
  const stepClock = () => {
    world.setServerClock(isRight ? choices.pick([SECOND, HOUR, DAY]) * choices.between(-1, 1) : 0);
    isRight = !isRight;
  };
  if (choices.percent(30)) often(3, stepClock);
  often(2, world.killGateway);
  for (const after of [2 * MINUTE, HOUR]) agenda.in(middle + after - start, world.closePeriods);
  often(3, world.closePeriods);
  often(3, () => host.work('chainEvents'));
};

/**
 * The worst moment for the server's clock to be put back: a period was just closed, and somebody's device, some days behind, claims a day in it
 * that would be believed once more.
 */
const planWorstNight = ({ agenda, choices, devices, services, setServerClock }: World, { start, middle }: Span) => {
  const rating = { key: choices.key(), name: 'rating of the night' };
  const back = choices.between(MINUTE, DAY);
  agenda.in(middle + 3 * MINUTE - start, () => {
    const device = choices.pick(devices);
    setServerClock(-back);
    device.setClock(-7 * DAY - choices.between(0, back));
    device.rate(rating, choices.pick(services));
  });
};

/**
 * Puts on the agenda whatever happens, and at the end, that all is well again.
 *
 * @returns how many ratings are given.
 */
export const planWorld = (world: World, span: Span): number => {
  const { agenda, devices, network, host, trace } = world;
  const times = createTimes(world, span);
  planNetwork(world, times);
  planServer(world, span, times);
  for (const device of devices) planDevice(device, world, times);
  const ratings = planRatings(world, span, times);
  const hasWorstNight = world.choices.percent(20);
  if (hasWorstNight) planWorstNight(world, span);
  const untilWell = span.end - span.start;
  agenda.in(untilWell, () => {
    trace('all is well again');
    network.weather = FINE;
    host.trouble = NO_TROUBLE;
    world.startGateway();
    for (const device of devices) device.comeBack();
  });
  // Of two pages, one may have kept what the other has sent: the next one that is opened sends and wipes it.
  agenda.in(untilWell + HEALING / 2, () => {
    for (const device of devices) if (device.waiting().length > 0) device.openPage();
  });
  return ratings + Number(hasWorstNight);
};
