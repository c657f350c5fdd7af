import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { openStage } from '../drill/stage.ts';
import { startNginx } from '../support/nginx.ts';
import { attackWithSqlmap } from '../support/sqlmap.ts';
import { scanWithWapiti } from '../support/wapiti.ts';

/* Scanners that anybody can install, against a gateway as operators run it: in production, behind the nginx site that we ship. */

const stage = await openStage();
afterAll(stage.close);
const gateway = await stage.startAnother({ MODE: 'production', TRUSTED_PROXIES: '127.0.0.1' });
const nginx = await startNginx([gateway.address]);
afterAll(nginx.stop);
const [service] = stage.services;

/** All but those that need a server of theirs on the Internet, and `csrf`: there is no cookie and no session to be misused. */
const MODULES = [
  ...['backup', 'cookieflags', 'crlf', 'csp', 'exec', 'file', 'htaccess', 'http_headers'],
  ...['methods', 'permanentxss', 'redirect', 'shellshock', 'sql', 'xss'],
];

/** A header that browsers have dropped, because it could be used to attack pages; OWASP advises against it. */
const DROPPED = 'X-XSS-Protection is not set';

test('Wapiti finds nothing on pages, forms and answers', async () => {
  const { code, unitNames } = stage.tenant;
  expect(unitNames.length).toBeGreaterThan(0);
  const paths = [`form/${service}`, 'tanda-terima', `forum/${code}`, `tv/${code}`, 'docs', 'builder', 'konsol'];
  const found = await scanWithWapiti(
    [`${nginx.address}/`, ...paths.map((path) => `${nginx.address}/${path}`)],
    MODULES,
  );
  expect(found.filter(({ info }) => info !== DROPPED)).toEqual([]);
  // It did look.
  expect(found.map(({ info }) => info)).toEqual([DROPPED]);
});

describe('sqlmap', () => {
  const BOARD = `query ($code: String!, $kind: String!, $period: Period, $lang: String) {
    tenant(code: $code) { name unitLeaderboard(kind: $kind, period: $period, lang: $lang) { state } } }`;
  const body = (variables: Readonly<Record<string, string>>, query = BOARD) =>
    JSON.stringify({ query: query.replaceAll(/\s+/g, ' '), variables });
  const NOTHING = 'all tested parameters do not appear to be injectable';

  test('gets nothing out of the variables of a query', async () => {
    const variables = { code: `${stage.tenant.code}*`, kind: 'dinas*', period: '2026-Q3*', lang: 'id*' };
    const told = await attackWithSqlmap(`${nginx.address}/graphql`, body(variables));
    expect(told).toContain(NOTHING);
    expect(told.match(/does not seem to be injectable/g)).toHaveLength(4);
  });

  test('would find what can be found', async () => {
    const leaky = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      request.on('end', () => {
        const { code = '' } = JSON.parse(text).variables ?? {};
        const quotes = [...String(code)].filter((letter) => letter === "'").length;
        const isBroken = quotes % 2 === 1;
        response.writeHead(isBroken ? 500 : 200, { 'Content-Type': 'application/json' });
        response.end(
          JSON.stringify(
            isBroken ? { errors: [{ message: 'PG::SyntaxError: ERROR:  syntax error at or near' }] } : { data: code },
          ),
        );
      });
    });
    await new Promise<void>((resolve) => leaky.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(leaky.address() as AddressInfo).port}/graphql`;
    const told = await attackWithSqlmap(url, body({ code: '32.73*' }, '{ a }'));
    leaky.closeAllConnections();
    leaky.close();
    expect(told).toContain('might be injectable');
  });
});
