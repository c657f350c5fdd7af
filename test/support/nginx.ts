import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isRoot, provideProgram } from './debian.mjs';
import { freePort } from './process.ts';

/** nginx before some gateways, on loopback. */
export interface Nginx {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

const SITE = fileURLToPath(new URL('../../examples/operations/nginx.conf', import.meta.url));
const START_TRIES = 200;

/** The site that operators are given, without what needs a certificate, and with these gateways behind it. */
const siteOf = (port: number, gateways: readonly string[]): string => {
  const [site = ''] = readFileSync(SITE, 'utf8').split('\nserver {\n    listen 80;');
  const lines = site
    .split('\n')
    .filter((line) => !/ssl_certificate|listen \[::\]/.test(line))
    .flatMap((line) => {
      if (line.includes('listen 443 ssl')) return [`    listen 127.0.0.1:${port};`];
      return line.includes('server 127.0.0.1:4000;')
        ? gateways.map((gateway) => `    server ${new URL(gateway).host};`)
        : [line];
    });
  return lines.join('\n');
};

/** @param gateways their addresses. */
export const startNginx = async (gateways: readonly string[]): Promise<Nginx> => {
  const program = provideProgram({ title: 'nginx', variable: 'NGINX_BIN', names: ['nginx'], packages: ['nginx'] });
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-nginx-'));
  mkdirSync(join(folder, 'temporary'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (what) => `${what}_temp_path ${folder}/temporary/${what};`,
  );
  writeFileSync(join(folder, 'site.conf'), siteOf(port, gateways));
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
${isRoot() ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 512; }
http { access_log off; ${temporary.join(' ')} include ${folder}/site.conf; }
`,
  );
  const server: ChildProcess = spawn(
    program,
    ['-p', folder, '-e', `${folder}/error.log`, '-c', `${folder}/nginx.conf`],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let told = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await fetch(`${address}/healthz`).catch(() => undefined)); tries += 1) {
    if (tries === START_TRIES || server.exitCode !== null) {
      await stop();
      throw new Error(`nginx did not start:\n${told}`);
    }
    await sleep(25);
  }
  return { address, stop };
};
