/** One Content-Security-Policy: sources by directive. */
export type ContentPolicy = ReadonlyMap<string, readonly string[]>;

/** A resource as a policy looks at it. */
export interface Asked {
  readonly url: URL;
  /** Where the page is: what `'self'` and sources without a scheme go by. */
  readonly page: URL;
  readonly integrity?: string | null | undefined;
  readonly nonce?: string | null | undefined;
}

/** Where to look when a directive is missing. */
const FALLBACKS: Readonly<Record<string, readonly string[]>> = {
  'script-src-elem': ['script-src-elem', 'script-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
  'frame-src': ['frame-src', 'child-src', 'default-src'],
};

/** The policies of a header, which may hold several; all of them count. */
export const parsePolicies = (header: string): ContentPolicy[] =>
  header
    .split(',')
    .map(parsePolicy)
    .filter(({ size }) => size > 0);

function parsePolicy(text: string): ContentPolicy {
  const directives = new Map<string, readonly string[]>();
  for (const directive of text.split(';')) {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    // Of a directive that stands there twice, browsers take the first.
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

/** Whether a policy lets the page load something; `directive` with its fallbacks decides. */
export function allows(policy: ContentPolicy, directive: keyof typeof FALLBACKS & string, asked: Asked): boolean {
  const name = (FALLBACKS[directive] ?? [directive]).find((candidate) => policy.has(candidate));
  const sources = name === undefined ? undefined : policy.get(name);
  if (sources === undefined) return true;
  if (directive === 'script-src-elem') {
    if (asked.nonce && sources.includes(`'nonce-${asked.nonce}'`)) return true;
    const hashes = (asked.integrity ?? '').split(/\s+/).filter(Boolean);
    if (hashes.length > 0 && hashes.every((hash) => sources.includes(`'${hash}'`))) return true;
    if (sources.includes("'strict-dynamic'")) return false;
  }
  return sources.some((source) => matchesSource(source, asked));
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
const portOf = ({ port, protocol }: URL) => port || DEFAULT_PORTS[protocol] || '';

/** A page on http may be given the same over https, never the other way round. */
const schemeFits = (wanted: string, { protocol }: URL) =>
  protocol === wanted || (wanted === 'http:' && protocol === 'https:');

function matchesSource(source: string, { url, page }: Asked): boolean {
  const written = source.toLowerCase();
  if (written === "'self'") return url.host === page.host && schemeFits(page.protocol, url);
  if (written === '*') return /^https?:$/.test(url.protocol);
  if (/^[a-z][\w+.-]*:$/.test(written)) return schemeFits(written, url);
  const [, scheme, host = '', port, path = ''] =
    /^(?:([a-z][\w+.-]*):\/\/)?([^/:']+)(?::(\d+|\*))?(\/.*)?$/.exec(source) ?? [];
  return (
    host !== '' &&
    schemeFits(scheme ? `${scheme.toLowerCase()}:` : page.protocol, url) &&
    hostFits(host.toLowerCase(), url.hostname) &&
    portFits(port, url) &&
    (path === '' || (path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path))
  );
}

const hostFits = (pattern: string, host: string) =>
  pattern === '*' || pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));

function portFits(wanted: string | undefined, url: URL): boolean {
  const port = portOf(url);
  if (wanted === undefined) return port === DEFAULT_PORTS[url.protocol];
  return wanted === '*' || wanted === port || (wanted === '80' && port === '443');
}

/** Whether a policy lets the templates of the widgets be made: they are trusted under the name of their library. */
export function allowsTemplates(policy: ContentPolicy): boolean {
  const names = policy.get('trusted-types');
  if (names === undefined) return true;
  return names.includes('lit-html') || names.includes('*');
}

/** The lines that a policy needs for the widgets of a gateway; styles and images need none. */
export const policyLines = (gatewayOrigin: string): readonly string[] => [
  `script-src ${gatewayOrigin}`,
  `connect-src ${gatewayOrigin}`,
  'trusted-types lit-html',
];
