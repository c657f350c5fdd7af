import { describe, expect, test } from 'vitest';
import { allows, allowsTemplates, type ContentPolicy, parsePolicies, policyLines } from './content-policy.ts';

const PAGE = new URL('https://dukcapil.example.go.id/layanan');
const SCRIPT = new URL('https://kinerja.example.go.id/widgets/1.2.3/kinerja.js');
const HASH = 'sha384-AbC';

const only = (text: string): ContentPolicy => parsePolicies(text)[0] ?? new Map();

describe('a script of the gateway', () => {
  test.each([
    ["default-src 'none'", false],
    ["default-src 'self'", false],
    ["default-src 'none'; script-src https://kinerja.example.go.id", true],
    ["script-src 'none'; script-src https://kinerja.example.go.id", false],
    ["script-src 'none'; script-src-elem https://kinerja.example.go.id", true],
    ['script-src http://kinerja.example.go.id', true],
    ['script-src kinerja.example.go.id', true],
    ['script-src KINERJA.example.go.id', true],
    ['script-src *.example.go.id', true],
    ['script-src *.kinerja.example.go.id', false],
    ['script-src kinerja.example.go.id:8443', false],
    ['script-src kinerja.example.go.id:*', true],
    ['script-src https:', true],
    ['script-src http:', true],
    ['script-src *', true],
    ['script-src https://kinerja.example.go.id/widgets/', true],
    ['script-src https://kinerja.example.go.id/widgets', false],
    ['script-src https://kinerja.example.go.id/widgets/1.2.3/kinerja.js', true],
    ["script-src 'strict-dynamic' https://kinerja.example.go.id", false],
    ["script-src 'nonce-x'", false],
    ["style-src 'none'", true],
    ['', true],
  ])('%s: %s', (policy, isAllowed) => {
    expect(allows(only(policy), 'script-src-elem', { url: SCRIPT, page: PAGE })).toBe(isAllowed);
  });

  test('is allowed by its nonce and by its hash alone', () => {
    const asked = { url: SCRIPT, page: PAGE };
    const policy = only(`script-src 'strict-dynamic' 'nonce-x' '${HASH}'`);
    expect(allows(policy, 'script-src-elem', { ...asked, nonce: 'x' })).toBe(true);
    expect(allows(policy, 'script-src-elem', { ...asked, integrity: HASH })).toBe(true);
    expect(allows(policy, 'script-src-elem', { ...asked, integrity: `${HASH} sha384-other` })).toBe(false);
    expect(allows(policy, 'script-src-elem', { ...asked, integrity: '', nonce: '' })).toBe(false);
  });
});

test("'self' is the page's own host, and its better scheme", () => {
  const policy = only("connect-src 'self'");
  const page = new URL('http://dukcapil.example.go.id/');
  const ask = (url: string) => allows(policy, 'connect-src', { url: new URL(url), page });
  expect(ask('http://dukcapil.example.go.id/graphql')).toBe(true);
  expect(ask('https://dukcapil.example.go.id/graphql')).toBe(true);
  expect(ask('http://kinerja.example.go.id/graphql')).toBe(false);
});

test('frames fall back to child-src', () => {
  const asked = { url: new URL('https://kinerja.example.go.id/form/x'), page: PAGE };
  expect(allows(only("child-src 'none'"), 'frame-src', asked)).toBe(false);
  expect(allows(only("child-src 'none'; frame-src https:"), 'frame-src', asked)).toBe(true);
});

test.each([
  ["require-trusted-types-for 'script'", true],
  ['trusted-types lit-html', true],
  ['trusted-types *', true],
  ["trusted-types 'none'", false],
  ['trusted-types dompurify', false],
])('of %s, templates are allowed: %s', (policy, isAllowed) => {
  expect(allowsTemplates(only(policy))).toBe(isAllowed);
});

test('a header holds several policies', () => {
  expect(parsePolicies("default-src 'self', script-src https:; ,").length).toBe(2);
});

test('the lines that are printed are enough, and need nothing else', () => {
  const policy = only(["default-src 'none'", ...policyLines(SCRIPT.origin)].join('; '));
  const graphql = new URL('/graphql?documentId=x', SCRIPT);
  expect(allows(policy, 'script-src-elem', { url: SCRIPT, page: PAGE })).toBe(true);
  expect(allows(policy, 'connect-src', { url: graphql, page: PAGE })).toBe(true);
  expect(allowsTemplates(policy)).toBe(true);
});
