import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createClientAddress, HttpFailure, sendText, TakenExchange } from './exchange.ts';
import { createLive, type LiveOptions } from './live.ts';

const region = {
  tenantId: 'bandung',
  code: '32.73',
  name: 'Kota Bandung',
  timeZone: 'Asia/Jakarta',
  receiptPrefix: 'BDG',
  sampleData: false,
};
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** The stream behind a server of its own; each request says from which address it came. */
const serve = async (options: Partial<LiveOptions> = {}) => {
  let turnedAway = 0;
  const held = () => {
    turnedAway += 1;
  };
  const live = createLive({
    tenants: { byCode: (code) => Promise.resolve(code === region.code ? region : undefined) },
    held,
    gatherMs: 0,
    ...options,
  });
  const addressOf = createClientAddress(['127.0.0.1']);
  const http = createServer((request, response) => {
    live.respond(new TakenExchange(request, response, addressOf)).catch((error: unknown) => {
      if (error instanceof HttpFailure) sendText({ request, response }, error.status, error.message, error.headers);
      else response.destroy();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    live.close();
    http.closeAllConnections();
    http.close();
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/live?tenant=32.73`;
  const open = async (from = '203.0.113.7') => {
    const leaving = new AbortController();
    const response = await fetch(url, { headers: { 'X-Forwarded-For': from }, signal: leaving.signal });
    return { response, status: response.status, leave: () => leaving.abort() };
  };
  return { live, open, turnedAway: () => turnedAway };
};

const textUntil = async ({ response }: { readonly response: Response }, pattern: RegExp) => {
  let text = '';
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (pattern.test(text)) break;
  }
  return text;
};

test('whoever listens gets a sign of life, again and again', async () => {
  const { open } = await serve({ heartbeatMs: 20 });
  expect(await textUntil(await open(), /(:\n\n){3}/)).toMatch(/^retry: \d+\nid: .+\nevent: figures\n/);
});

test('a network has its share, and another one still gets in', async () => {
  const { open, turnedAway } = await serve({ mostOfNetwork: 2 });
  const first = await open('203.0.113.7');
  expect((await open('203.0.113.8')).status).toBe(200);
  const { response, status } = await open('203.0.113.9');
  expect(status).toBe(503);
  expect(Number(response.headers.get('Retry-After'))).toBeGreaterThanOrEqual(5);
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(await response.text()).toContain('ask for the figures every few minutes');
  expect((await open('198.51.100.1')).status).toBe(200);
  expect(turnedAway()).toBe(1);
  first.leave();
  await expect.poll(async () => (await open('203.0.113.9')).status).toBe(200);
});

test('all together have a limit, too, and who leaves makes room', async () => {
  const { open } = await serve({ most: 3 });
  const all = await Promise.all([1, 2, 3].map((at) => open(`198.51.${at}.1`)));
  expect((await open('198.51.9.1')).status).toBe(503);
  all[0]?.leave();
  await expect.poll(async () => (await open('198.51.9.1')).status).toBe(200);
});

test('when news may have been lost, everybody is told', async () => {
  const { live, open } = await serve();
  const reading = textUntil(await open(), /(event: figures[\s\S]*){2}/);
  live.allChanged();
  expect((await reading).match(/^id: .+$/gm)).toHaveLength(2);
});

test('a change of a region that nobody listens to costs nothing, and after the end nobody gets in', async () => {
  const { live, open } = await serve();
  live.changed('elsewhere');
  live.close();
  expect((await open()).status).toBe(503);
});
