import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Exchange } from './exchange.ts';
import { createFewAtOnce } from './few-at-once.ts';

const exchange = {} as Exchange;

/** A page that takes until it is told to end. */
const slowPage = () => {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  return {
    ends,
    most: () => most,
    respond: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((end) => ends.push(end));
      running -= 1;
    },
  };
};

test('two pages are made at once, and the next when one is done', async () => {
  const page = slowPage();
  const respond = createFewAtOnce(60_000)(page.respond);
  const all = Promise.all(Array.from({ length: 20 }, () => respond(exchange)));
  while (page.ends.length < 20) {
    await sleep(1);
    for (const end of page.ends) end();
  }
  for (const end of page.ends) end();
  await all;
  expect(page.most()).toBe(2);
});

test('pages of different kinds wait for each other', async () => {
  const page = slowPage();
  const fewAtOnce = createFewAtOnce(5);
  const report = fewAtOnce(page.respond);
  const data = fewAtOnce(page.respond);
  const begun = [report(exchange), data(exchange)];
  await expect(data(exchange)).rejects.toMatchObject({ status: 503 });
  for (const end of page.ends) end();
  await Promise.all(begun);
});

test('whoever has waited too long is told when to come back, and his page is not made any more', async () => {
  const page = slowPage();
  const respond = createFewAtOnce(5)(page.respond);
  const begun = [respond(exchange), respond(exchange)];
  await expect(respond(exchange)).rejects.toMatchObject({
    status: 503,
    headers: { 'Retry-After': expect.stringMatching(/^([5-9]|[12]\d|30)$/) },
  });
  for (const end of page.ends) end();
  await Promise.all(begun);
  await sleep(5);
  expect(page.ends).toHaveLength(2);
});

test('where two hundred wait, the next one does not', async () => {
  const page = slowPage();
  const respond = createFewAtOnce(60_000)(page.respond);
  const all = Promise.all(Array.from({ length: 202 }, () => respond(exchange)));
  const asked = performance.now();
  await expect(respond(exchange)).rejects.toMatchObject({ status: 503 });
  expect(performance.now() - asked).toBeLessThan(10_000);
  while (page.ends.length < 202) {
    await sleep(1);
    for (const end of page.ends) end();
  }
  for (const end of page.ends) end();
  await all;
});

test('a page that fails fails for whoever asked, and frees its place', async () => {
  const fewAtOnce = createFewAtOnce(1_000);
  const fails = fewAtOnce(() => Promise.reject(new Error('No such report.')));
  for (let time = 0; time < 5; time += 1) await expect(fails(exchange)).rejects.toThrow('No such report.');
});
