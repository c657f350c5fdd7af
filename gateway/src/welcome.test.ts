import { afterEach, expect, test, vi } from 'vitest';
import { loadConfig } from './config.ts';
import type { Database } from './database/open-database.ts';
import { printWelcome } from './welcome.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a database that goes away while the addresses are printed ends nothing', async () => {
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  const query = () => Promise.reject(new Error('connect ECONNREFUSED'));
  await printWelcome({
    config: loadConfig({ DEMO: '0' }, '/'),
    database: { directory: { query } } as unknown as Database,
    address: 'http://127.0.0.1:4000',
    engine: 'PostgreSQL',
  });
  expect(printed).toContain('Kinerja siap (demo).');
  expect(printed).toContain('http://127.0.0.1:4000/konsol');
  expect(printed).not.toContain('/form/');
});
