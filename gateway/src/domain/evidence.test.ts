import { describe, expect, test } from 'vitest';
import { MAX_LINKS, parseEvidence } from './evidence.ts';

test.each([
  ['https://foto.example.go.id/a.jpg', 'https://foto.example.go.id/a.jpg'],
  ['http://10.1.2.3/berkas?id=1#2', 'http://10.1.2.3/berkas?id=1#2'],
  ['HTTPS://Example.GO.ID', 'https://example.go.id/'],
  [' https://example.go.id/ ', 'https://example.go.id/'],
  ['https://example.go.id/laporan agustus', 'https://example.go.id/laporan%20agustus'],
  ['https://example.go.id/@kelas', 'https://example.go.id/@kelas'],
])('%j is kept as %s', (given, kept) => {
  expect(parseEvidence([given])).toEqual({ ok: true, links: [kept] });
});

describe('refused, with its place:', () => {
  test.each([
    '',
    'foto.jpg',
    '//example.go.id/a',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
    'ftp://example.go.id/a',
    'https://',
    'https://user@example.go.id/',
    'https://user:secret@example.go.id/',
    `https://example.go.id/${'a'.repeat(2000)}`,
  ])('%j', (link) => {
    expect(parseEvidence(['https://example.go.id/', link])).toMatchObject({
      ok: false,
      issues: [{ path: 'evidence.1' }],
    });
  });
});

test('ten links are taken, eleven are not, and none is fine', () => {
  const links = (count: number) => Array<string>(count).fill('https://example.go.id/');
  expect(parseEvidence(links(MAX_LINKS)).ok).toBe(true);
  expect(parseEvidence(links(MAX_LINKS + 1))).toMatchObject({ ok: false, issues: [{ path: 'evidence' }] });
  expect(parseEvidence([])).toEqual({ ok: true, links: [] });
});
