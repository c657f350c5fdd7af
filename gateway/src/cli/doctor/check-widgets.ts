import allRules from '@kinerja/widgets/attributes.json' with { type: 'json' };
import { attributeMistakes } from '@kinerja/widgets/embedding/attribute-mistakes';
import type { EmbeddedAttributeRules } from '@kinerja/widgets/embedding/attribute-rule';
import { mistakeId } from '@kinerja/widgets/embedding/attribute-words';
import type { Finding } from '@kinerja/widgets/embedding/finding';
import { askGateway } from './ask-gateway.ts';
import { noCrossOrigin } from './check-scripts.ts';
import type { Embedding } from './embedding.ts';
import { NotReached } from './reach.ts';
import type { PageWidget } from './read-page.ts';

/** Rules as they are written down: patterns as text, by tag and attribute. */
type WrittenRules = Readonly<
  Record<
    string,
    Readonly<Record<string, { readonly pattern: string; readonly flags?: string; readonly vital?: boolean }>>
  >
>;

const RULES: ReadonlyMap<string, EmbeddedAttributeRules> = new Map(
  Object.entries(allRules as WrittenRules).map(([tag, rules]) => [
    tag,
    Object.fromEntries(
      Object.entries(rules).map(([name, { pattern, flags, vital }]) => [
        name,
        { pattern: new RegExp(pattern, flags), vital },
      ]),
    ),
  ]),
);

/** Each widget of the page: its attributes, its gateway, and what its gateway knows. */
export const checkWidgets = async (embedding: Embedding): Promise<Finding[]> => {
  const { widgets } = embedding.page;
  if (widgets.length === 0)
    return [
      {
        verdict: 'warn',
        text: 'Tidak ada tag widget di HTML halaman ini; yang dipasang oleh JavaScript tidak terlihat dari sini.',
        mend: 'Untuk itu buka halamannya di peramban dan tambahkan atribut debug pada widget.',
      },
    ];
  const found = await Promise.all(widgets.map((widget) => checkWidget(widget, embedding)));
  return found.flatMap((findings, place) =>
    findings.map((finding) => ({ ...finding, text: `<${widgets[place]?.tag}>: ${finding.text}` })),
  );
};

const checkWidget = async (widget: PageWidget, embedding: Embedding): Promise<Finding[]> => {
  const { tag, attributes, isEmpty } = widget;
  const rules = RULES.get(tag);
  if (rules === undefined)
    return [
      { verdict: 'error', text: 'tag ini tidak dikenal.', mend: `Yang ada: ${[...RULES.keys()].sort().join(', ')}.` },
    ];
  const mistakes = attributeMistakes(attributes, rules);
  const findings: Finding[] = mistakes.map((mistake) => ({
    verdict: mistake.vital ? 'error' : 'warn',
    text: mistakeId(mistake),
  }));
  if (isEmpty)
    findings.push({
      verdict: 'warn',
      text: 'kosong: tanpa JavaScript, atau bila server mati, warga tidak melihat apa-apa.',
      mend: 'Isi dengan tautan, misalnya ke formulir biasa: /form/<id layanan>.',
    });
  if (attributes.has('debug'))
    findings.push({ verdict: 'warn', text: 'atribut debug terlihat oleh warga.', mend: 'Hapus atribut debug.' });
  if (mistakes.some(({ vital }) => vital)) return findings;
  return [...findings, ...(await checkGateway(widget, embedding))];
};

/** Where a widget asks, with a final slash. */
const gatewayOf = ({ attributes }: PageWidget, { url, scripts }: Embedding): string | undefined => {
  const written = attributes.get('gateway');
  if (!written) return scripts[0]?.gateway;
  const gateway = URL.canParse(written, url) ? new URL(written, url) : undefined;
  return gateway && /^https?:$/.test(gateway.protocol) ? gateway.href.replace(/\/*$/, '/') : undefined;
};

const checkGateway = async (widget: PageWidget, embedding: Embedding): Promise<Finding[]> => {
  const { url, reach } = embedding;
  const gateway = gatewayOf(widget, embedding);
  if (gateway === undefined)
    return [
      {
        verdict: 'error',
        text: 'alamat server tidak diketahui atau tidak dapat dipakai.',
        mend: 'Tulis gateway="https://…", atau muat skrip dari server Kinerja.',
      },
    ];
  if (url.protocol === 'https:' && gateway.startsWith('http:'))
    return [
      {
        verdict: 'error',
        text: `halaman ini https, tetapi server ${gateway} http: peramban menolaknya.`,
        mend: 'Pakai alamat server dengan https://.',
      },
    ];
  try {
    const { isReadable, findings } = await askGateway(widget, { gateway, origin: url.origin, reach });
    return isReadable || new URL(gateway).origin === url.origin
      ? findings
      : [noCrossOrigin(`Jawaban ${gateway}`), ...findings];
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    return [{ verdict: 'error', text: error.message, mend: 'Periksa alamatnya, dan apakah server berjalan.' }];
  }
};
