import type { RatingFormQuery, RatingFormQueryVariables, TrustedDocument } from '@kinerja/schema/operations';
import { readAddress } from '../embedding/read-address.ts';
import { attributesOf, type Choice, isForm, type Stem } from './choice.ts';

/** Where the file comes from, and which one it is. */
export interface Release {
  /** How the world reaches the gateway, with a final slash. */
  readonly gateway: string;
  /** The newest release. */
  readonly version: string;
  /** Hash of its `kinerja.js`; null while there is no release yet. */
  readonly integrity: string | null;
  /** Names of its files. */
  readonly files: readonly string[];
  /** Id by which its form asks for the questions; null when that is not known. */
  readonly questions: string | null;
}

/** Heights of the widget in pixels, on a phone and on a desktop. */
export interface Heights {
  readonly phone: number;
  readonly desktop: number;
}

/** What a snippet is for. */
export type Purpose = 'html' | 'floating' | 'cms' | 'wordpress' | 'blade' | 'codeigniter';

/** One thing to copy for each purpose. */
export type Snippets = Readonly<Record<Purpose, string>>;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&"<>]/g, (character) => ESCAPES[character] ?? character);

/** Names of shortcodes and of their attributes, as the WordPress plugin has them. */
const SHORTCODES: Readonly<Record<Stem, string>> = {
  'rating-form': 'kinerja_formulir',
  'unit-leaderboard': 'kinerja_papan',
  scorecard: 'kinerja_kartu',
  'index-badge': 'kinerja_lencana',
  trend: 'kinerja_perubahan',
  'report-form': 'kinerja_laporan',
  receipt: 'kinerja_tanda_terima',
  'service-time': 'kinerja_waktu_layanan',
  'public-replies': 'kinerja_tindak_lanjut',
};
const ALIASES: Readonly<Record<string, string>> = {
  service: 'layanan',
  layout: 'susunan',
  tenant: 'wilayah',
  kind: 'jenis',
  period: 'periode',
  compare: 'pembanding',
  theme: 'tema',
  lang: 'bahasa',
};

type Questions = TrustedDocument<RatingFormQuery, RatingFormQueryVariables>;

/** The script tag, pinned to a release; `async`, because a module is else waited for before a page counts as ready. */
function pinnedScript({ gateway, version, integrity }: Release): string {
  const pin = integrity ? ` crossorigin="anonymous" integrity="${integrity}"` : '';
  return `<script type="module" async src="${escaped(gateway)}widgets/${version}/kinerja.js"${pin}></script>`;
}

/**
 * Has the questions fetched while the script is still on its way, which a slow network takes a second for. A floating script
 * may ask differently tomorrow, and a page in another language asks otherwise: nothing comes of it then.
 */
function preload({ stem, service, lang }: Choice, { gateway, questions }: Release): string {
  if (stem !== 'rating-form' || !questions) return '';
  const document: Questions = { id: questions, name: 'RatingForm', kind: 'query' };
  const href = readAddress(document, { service, lang: lang || 'id' }, gateway);
  return `\n<link rel="preload" as="fetch" crossorigin="anonymous" href="${escaped(href)}">`;
}

const floatingScript = ({ gateway }: Release) =>
  `<script type="module" async src="${escaped(gateway)}widgets/latest/kinerja.js"></script>`;

/** The same tag for all kinds of pages. `fallback` is what shows without JavaScript. */
export function snippets(choice: Choice, release: Release, fallback: string): Snippets {
  const given = attributesOf(choice);
  const inside = fallbackLine(choice, release, fallback);
  const tag = element(`kinerja-${choice.stem}`, given, inside);
  const script = pinnedScript(release) + preload(choice, release);
  const data = given.map(([name, value]) => [`data-${name}`, value] as const);
  return {
    html: `${script}\n\n${tag}`,
    floating: `${floatingScript(release)}\n\n${tag}`,
    cms: element('div', [['class', `kinerja-${choice.stem}`], ['data-kinerja', choice.stem], ...data], inside),
    wordpress: shortcode(SHORTCODES[choice.stem], given),
    blade: `@once\n  @push('scripts')\n    ${script.replace('\n', '\n    ')}\n  @endpush\n@endonce\n\n${tag}`,
    codeigniter: `${section('scripts', script)}\n\n${section('content', tag)}`,
  };
}

const section = (name: string, content: string) =>
  `<?= $this->section('${name}') ?>\n${content}\n<?= $this->endSection() ?>`;

const element = (name: string, attributes: readonly (readonly [string, string])[], inside: string) =>
  `<${name}${attributes.map(([attribute, value]) => ` ${attribute}="${escaped(value)}"`).join('')}>\n  ${inside}\n</${name}>`;

const fallbackLine = ({ stem, service }: Choice, { gateway }: Release, text: string) =>
  isForm(stem)
    ? `<a href="${escaped(gateway)}form/${escaped(service)}">${escaped(text)}</a>`
    : `<p>${escaped(text)}</p>`;

/** The site key is a setting of the plugin. */
const shortcode = (code: string, attributes: readonly (readonly [string, string])[]) =>
  `[${[
    code,
    ...attributes.flatMap(([name, value]) => (name === 'site-key' ? [] : [`${ALIASES[name] ?? name}="${value}"`])),
  ].join(' ')}]`;

/** The rule for the site's style sheet: it keeps the height free before the widget arrives, and has the colours. */
export function styleRule({ stem, colours }: Choice, { phone, desktop }: Heights): string {
  const selector = `kinerja-${stem}, .kinerja-${stem}`;
  const lines = Object.entries(colours).map(([name, value]) => `  --kinerja-color-${name}: ${value};`);
  return [
    `${selector} {`,
    '  display: block;',
    `  min-height: ${phone}px;`,
    ...lines,
    '}',
    '@media (min-width: 48em) {',
    `  ${selector} {`,
    `    min-height: ${desktop}px;`,
    '  }',
    '}',
  ].join('\n');
}

/** The same as an attribute, for sites whose policy allows it; it cannot tell a phone from a desktop. */
export function styleAttribute({ colours }: Choice, { phone, desktop }: Heights): string {
  const lines = Object.entries(colours).map(([name, value]) => `--kinerja-color-${name}:${value}`);
  return `style="${['display:block', `min-height:${Math.max(phone, desktop)}px`, ...lines].join(';')}"`;
}
