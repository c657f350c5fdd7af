// @ts-check
// A personnel portal (SIMPEG) that shows Kinerja's scorecard to whoever is signed in there. It holds the session, makes the
// tokens on its server and embeds the widget; it knows Kinerja by its addresses only.
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { loginPage, reportsPage, scorecardPage, unitPage } from './pages.mjs';
import { tokenFor } from './token.mjs';

/**
 * Somebody who can sign in.
 *
 * @typedef {object} Person
 * @property {string} subject Employee number, or the id of the Employee: whom the token names. Never shown.
 * @property {string} name
 * @property {string} post
 * @property {string} unit
 * @property {string} [unitId] Id of the unit in Kinerja, for its public scorecard.
 * @property {string} [role] What the person is beside an employee, in words.
 *
 * @typedef {object} Region
 * @property {string} code
 * @property {string} name
 *
 * @typedef {object} PortalOptions
 * @property {string} base Path under which it is served, with a slash at both ends.
 * @property {() => Promise<readonly Region[]>} regions Regions whose people can sign in.
 * @property {(region: string) => Promise<readonly Person[]>} people
 * @property {(region: string) => Promise<import('./token.mjs').PortalKey | undefined>} key
 * @property {(request: import('node:http').IncomingMessage) => string} gateway Address of Kinerja as browsers reach it, without a slash at the end.
 * @property {string} [widgetVersion] Version of the widgets that the pages load; `latest`, the floating channel, by default.
 * @property {boolean} [secure] Whether it is reached by https, so that the cookie goes nowhere else; false by default.
 * @property {() => Date} [now] The clock; that of the machine by default.
 *
 * @typedef {object} Session
 * @property {string} region
 * @property {Person} person
 * @property {number} endsAt
 */

/** What whoever is signed in finds under which path. */
const PAGES = { '': scorecardPage, unit: unitPage, laporan: reportsPage };

const COOKIE = 'simpeg_contoh';
/** A working day. */
const SESSION_MS = 8 * 60 * 60 * 1000;
/** Far more than a demonstration has; the oldest session makes room. */
const MOST_SESSIONS = 1000;
const MOST_BYTES = 4096;

const file = (/** @type {string} */ name) => readFileSync(new URL(name, import.meta.url));
/** @type {Readonly<Record<string, readonly [type: string, bytes: Buffer]>>} */
const FILES = {
  'portal.css': ['text/css; charset=utf-8', file('portal.css')],
  'portal.js': ['text/javascript; charset=utf-8', file('portal.js')],
};

/** Ends a request, in words. */
class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** @param {import('node:http').IncomingMessage} request */
const readForm = async (request) => {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Refused(413, 'Isian terlalu besar.');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};

/**
 * Lets through what a page of the portal itself sends. Browsers name the origin of every POST; what names none, or another
 * one, could be a page that abuses the session.
 *
 * @param {import('node:http').IncomingMessage} request
 */
const refuseOtherOrigins = ({ headers }) => {
  const origin = headers.origin ?? '';
  const host = URL.canParse(origin) ? new URL(origin).host : undefined;
  if (host === undefined || host !== headers.host)
    throw new Refused(403, 'Permintaan ini tidak berasal dari halaman portal, sehingga ditolak.');
};

/** @param {import('node:http').IncomingMessage} request */
const sessionIdOf = ({ headers }) =>
  (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === COOKIE)?.[1];

/**
 * Makes a portal.
 *
 * @param {PortalOptions} options
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>}
 *   what answers a request under `base`.
 */
export const createPortal = ({
  base,
  regions,
  people,
  key,
  gateway,
  widgetVersion = 'latest',
  secure = false,
  now = () => new Date(),
}) => {
  /** @type {Map<string, Session>} */
  const sessions = new Map();

  /** Names whom a page was made for, without telling an employee number. */
  const markKey = randomBytes(32);
  const markOf = (/** @type {Session} */ { region, person }) =>
    createHmac('sha256', markKey).update(`${region} ${person.subject}`).digest('base64url');

  const sessionOf = (/** @type {import('node:http').IncomingMessage} */ request) => {
    const session = sessions.get(sessionIdOf(request) ?? '');
    return session !== undefined && session.endsAt > now().getTime() ? session : undefined;
  };

  /** @param {string} value */
  const cookie = (value, maxAge = SESSION_MS / 1000) =>
    `${COOKIE}=${value}; Path=${base}; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure ? '; Secure' : ''}`;

  const answerWith = (
    /** @type {import('node:http').IncomingMessage} */ request,
    /** @type {import('node:http').ServerResponse} */ response,
  ) => {
    /**
     * @param {number} status
     * @param {Record<string, string>} headers
     * @param {string | Buffer} body
     */
    const send = (status, headers, body) => {
      response.writeHead(status, {
        'Cache-Control': 'no-store',
        // Not `no-referrer`: with it browsers would send no origin with the portal's own forms either.
        'Referrer-Policy': 'same-origin',
        'X-Content-Type-Options': 'nosniff',
        ...headers,
        'Content-Length': String(Buffer.byteLength(body)),
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const address = gateway(request);
    return {
      send,
      text: (/** @type {number} */ status, /** @type {string} */ body) =>
        send(status, { 'Content-Type': 'text/plain; charset=utf-8' }, body),
      page: (/** @type {string} */ body) =>
        send(
          200,
          {
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': [
              "default-src 'none'",
              `script-src 'self' ${address}`,
              "style-src 'self' 'unsafe-inline'",
              `connect-src 'self' ${address}`,
              "img-src 'self' data:",
              "form-action 'self'",
              "base-uri 'none'",
              "frame-ancestors 'none'",
            ].join('; '),
          },
          body,
        ),
      /** @param {Record<string, string>} headers */
      leadTo: (/** @type {string} */ path, headers = {}) => send(303, { Location: `${base}${path}`, ...headers }, ''),
      address,
    };
  };

  /** @typedef {ReturnType<typeof answerWith>} Answer */

  const showLogin = async (/** @type {Answer} */ { page }, /** @type {string | null} */ wanted) => {
    const there = await regions();
    const region = there.find(({ code }) => code === wanted) ?? there[0];
    if (region === undefined) throw new Refused(404, 'Portal contoh ini belum punya daerah: mulai dengan DEMO=1.');
    page(loginPage({ region, regions: there, people: await people(region.code) }));
  };

  const logIn = async (/** @type {Answer} */ { leadTo }, /** @type {URLSearchParams} */ form) => {
    const region = form.get('region') ?? '';
    const known = (await regions()).some(({ code }) => code === region);
    const place = Number.parseInt(form.get('person') ?? '', 10);
    const person = known ? (await people(region))[place] : undefined;
    if (person === undefined) throw new Refused(400, 'Pilih salah satu pegawai contoh pada halaman masuk.');
    const id = randomBytes(32).toString('base64url');
    const [oldest] = sessions.keys();
    if (sessions.size >= MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
    sessions.set(id, { region, person, endsAt: now().getTime() + SESSION_MS });
    leadTo('', { 'Set-Cookie': cookie(id) });
  };

  const giveToken = async (
    /** @type {Answer} */ { text },
    /** @type {Session | undefined} */ session,
    /** @type {string | string[] | undefined} */ mark,
  ) => {
    if (session === undefined || mark !== markOf(session))
      throw new Refused(401, 'Sesi portal sudah berakhir; masuk lagi.');
    const portalKey = await key(session.region);
    if (portalKey === undefined) throw new Refused(503, 'Portal belum punya kunci untuk daerah ini.');
    text(200, tokenFor(portalKey, session.region, session.person.subject, now()));
  };

  const read = async (
    /** @type {Answer} */ answer,
    /** @type {URL} */ url,
    /** @type {Session | undefined} */ session,
  ) => {
    const path = url.pathname.slice(base.length);
    const [type, bytes] = FILES[path] ?? [];
    if (type !== undefined && bytes !== undefined) return answer.send(200, { 'Content-Type': type }, bytes);
    if (path === 'login') return showLogin(answer, url.searchParams.get('region'));
    if (!Object.hasOwn(PAGES, path)) throw new Refused(404, 'Halaman ini tidak ada.');
    if (session === undefined) return answer.leadTo('login');
    const widgets = `${answer.address}/widgets/${widgetVersion}/kinerja.js`;
    const show = PAGES[/** @type {keyof typeof PAGES} */ (path)];
    return answer.page(show({ ...session, gateway: answer.address, widgets, mark: markOf(session) }));
  };

  const write = async (
    /** @type {Answer} */ answer,
    /** @type {string} */ path,
    /** @type {import('node:http').IncomingMessage} */ request,
  ) => {
    refuseOtherOrigins(request);
    if (path === 'token') return giveToken(answer, sessionOf(request), request.headers['x-portal-person']);
    if (path === 'login') return logIn(answer, await readForm(request));
    if (path !== 'logout') throw new Refused(404, 'Halaman ini tidak ada.');
    sessions.delete(sessionIdOf(request) ?? '');
    return answer.leadTo('login', { 'Set-Cookie': cookie('', 0) });
  };

  return async (request, response) => {
    const answer = answerWith(request, response);
    try {
      const url = new URL(`http://portal${request.url ?? '/'}`);
      if (!url.pathname.startsWith(base)) throw new Refused(404, 'Halaman ini tidak ada.');
      if (request.method === 'POST') await write(answer, url.pathname.slice(base.length), request);
      else if (request.method === 'GET' || request.method === 'HEAD') await read(answer, url, sessionOf(request));
      else throw new Refused(405, 'Yang diharapkan GET atau POST.');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      answer.text(error.status, error.message);
    }
  };
};
