// @ts-check
// Runs the portal by itself, for one region: see README.md.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createPortal } from './portal.mjs';

const required = (/** @type {string} */ name) => {
  const value = process.env[name];
  if (value) return value;
  process.stderr.write(`${name} belum diisi; lihat examples/simpeg-portal/README.md.\n`);
  process.exit(1);
};

const key = { kid: required('PORTAL_KEY_ID'), secret: required('PORTAL_SECRET') };
const tenant = required('TENANT');
const gateway = required('GATEWAY_URL').replace(/\/$/, '');
const file = process.env['PEOPLE'] ?? new URL('people.json', import.meta.url);
/** @type {readonly import('./portal.mjs').Person[]} */
const people = JSON.parse(readFileSync(file, 'utf8'));

const portal = createPortal({
  base: '/',
  regions: async () => [{ code: tenant, name: process.env['TENANT_NAME'] ?? tenant }],
  people: async () => people,
  key: async () => key,
  gateway: () => gateway,
  widgetVersion: process.env['WIDGET_VERSION'] || 'latest',
  secure: process.env['SECURE_COOKIE'] === '1',
});

const server = createServer((request, response) => {
  portal(request, response).catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Ada yang salah di portal ini.');
  });
});
server.listen(Number(process.env['PORT'] ?? 4100), process.env['HOST'] ?? '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : '';
  process.stdout.write(`Portal contoh siap: http://127.0.0.1:${port}/\n`);
});
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
