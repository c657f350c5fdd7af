import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/* What operators copy to their servers names only what there is. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = `${ROOT}examples/operations/`;
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');
const example = (name: string) => read(`examples/operations/${name}`);

/** Variables of the gateway, by the table of the README. */
const variables = [...read('README.md').matchAll(/^\| `([A-Z_]+)` \| /gm)].map(([, name]) => name);

describe('the examples for operators', () => {
  test('set variables that the gateway knows', () => {
    const ofUnit = [...example('kinerja.env').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    const [gateway = ''] = example('compose.yaml').split('\n  database:');
    const ofCompose = [...gateway.matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name]) => name);
    const ofContainer = [...example('Containerfile').matchAll(/\b([A-Z_]{4,})=/g)].map(([, name]) => name);
    for (const names of [ofUnit, ofCompose, ofContainer]) {
      expect(names.length).toBeGreaterThan(2);
      expect(variables).toEqual(expect.arrayContaining(names));
    }
  });

  test('run programs that are in the project, and commands that it has', () => {
    const programs = readdirSync(FOLDER)
      .map(example)
      .flatMap((text) => text.match(/\b(?:gateway|schema|widgets)\/bin\/[\w-]+\.mjs(?: backup \w+)?/g) ?? []);
    expect(programs.length).toBeGreaterThan(4);
    const commands = read('gateway/src/cli/backup-commands.ts');
    for (const program of programs) {
      const [path = '', , command] = program.split(' ');
      expect(() => read(path)).not.toThrow();
      if (command !== undefined) expect(commands).toMatch(new RegExp(`\\.command\\('${command}\\b`));
    }
  });

  test('agree on the port, and on who may tell a citizen’s address', () => {
    expect(example('kinerja.env')).toContain('\nPORT=4000\n');
    expect(example('kinerja.env')).toContain('\nTRUSTED_PROXIES=127.0.0.1\n');
    expect(example('nginx.conf')).toContain('    server 127.0.0.1:4000;\n');
    expect(example('nginx.conf')).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
    expect(example('compose.yaml')).toContain('"127.0.0.1:4000:4000"');
  });

  test('are all told of in the operator’s guide', () => {
    const guide = read('docs/operations.md');
    expect(guide).toContain('examples/operations');
    const metrics = new Set(guide.match(/\bkinerja_[a-z_]+_\w+\b/g));
    const known = read('gateway/src/http/metrics.ts');
    expect(metrics.size).toBeGreaterThan(4);
    for (const name of metrics) if (name !== 'kinerja_gateway') expect(known, name).toContain(`'${name}'`);
  });
});
