// Keeps all that the kiosk needs: its own files, the widgets', and the questions. Ratings are none of its business: the
// widget keeps those itself, and sends them.

const FILES = [
  './',
  'index.html',
  'petugas.html',
  'kiosk.css',
  'start.js',
  'staff.js',
  'settings.js',
  'pin.js',
  'offline.js',
  'manifest.webmanifest',
  'icon-192.png',
  'icon-512.png',
];
const SITE = 'kiosk.json';
/** Of the widgets' family; they lie beside each other. */
const WIDGETS = ['kinerja.js', 'kiosk.js', 'icons.js'];

const QUESTIONS = 'kinerja-questions';
const SHELL = 'kinerja-shell-';
/** Written last: without it a set of files is not whole. */
const SEAL = 'seal';
/** A network that is silent for longer is as good as none. */
const PATIENCE_MS = 4_000;
const DAY = 'x-kinerja-day';

self.addEventListener('install', (event) => event.waitUntil(renewShell().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  if (event.data !== 'look for news') return;
  // Without a network there are none.
  const news = renewShell().catch(() => false);
  event.waitUntil(news.then((isNew) => event.ports[0]?.postMessage(isNew)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, searchParams } = new URL(request.url);
  if (request.method !== 'GET') return;
  if (pathname.endsWith('/graphql') && searchParams.get('operationName') === 'RatingForm')
    event.respondWith(questions(event));
  else event.respondWith(file(request));
});

/** The newest whole set of files. */
async function currentShell() {
  const names = (await caches.keys()).filter((name) => name.startsWith(SHELL)).sort();
  for (const name of names.reverse()) {
    const shell = await caches.open(name);
    if (await shell.match(SEAL)) return { name, shell };
  }
  return undefined;
}

/** Fetches all files, and takes them over together or not at all. Resolves to whether they are others than before. */
async function renewShell() {
  const fresh = async (address) => {
    const response = await fetch(address, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return { address, response };
  };
  const site = await fresh(SITE);
  const { widgets } = await site.response.clone().json();
  const addresses = [...FILES, ...WIDGETS.map((name) => new URL(name, new URL(widgets, self.registration.scope)).href)];
  const fetched = [site, ...(await Promise.all(addresses.map(fresh)))];
  const seal = await digest(await Promise.all(fetched.map(({ response }) => response.clone().text())));
  const before = await currentShell();
  if (before && (await (await before.shell.match(SEAL)).text()) === seal) return false;
  const name = `${SHELL}${Date.now()}`;
  const shell = await caches.open(name);
  for (const { address, response } of fetched) await shell.put(address, response);
  await shell.put(SEAL, new Response(seal));
  for (const other of await caches.keys()) if (other.startsWith(SHELL) && other !== name) await caches.delete(other);
  return true;
}

async function digest(texts) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(texts.join('\0')));
  return [...new Uint8Array(bytes)].join('.');
}

async function file(request) {
  const current = await currentShell();
  const kept = await current?.shell.match(request, { ignoreSearch: request.mode === 'navigate' });
  return kept ?? fetch(request);
}

/** The newest questions that can be had; of kept ones the page is told the day. */
async function questions(event) {
  const { request, clientId } = event;
  const kept = await caches.match(request, { cacheName: QUESTIONS });
  const asked = askQuestions(request);
  event.waitUntil(asked.catch(() => undefined));
  if (!kept) return asked;
  try {
    return await Promise.race([asked, silence()]);
  } catch {
    // No network, or one that is not ours: those of before are as good as ever.
    const client = await self.clients.get(clientId);
    client?.postMessage({ questionsOf: kept.headers.get(DAY) });
    return kept;
  }
}

const silence = () =>
  new Promise((_, reject) => {
    setTimeout(reject, PATIENCE_MS);
  });

async function askQuestions(request) {
  const response = await fetch(request);
  const text = await response.clone().text();
  // A captive portal answers, too.
  if (!response.ok || !text.startsWith('{"data":{"service":{')) throw new Error(`No questions: ${response.status}`);
  const headers = { 'content-type': 'application/json', [DAY]: new Date().toISOString() };
  const cache = await caches.open(QUESTIONS);
  await cache.put(request, new Response(text, { headers }));
  return response;
}
