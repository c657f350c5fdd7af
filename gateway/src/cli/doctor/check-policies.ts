import { allows, allowsTemplates, type ContentPolicy, policyLines } from '@kinerja/widgets/embedding/content-policy';
import type { Finding } from '@kinerja/widgets/embedding/finding';
import { type Embedding, inPolicy, type WidgetScript } from './embedding.ts';

/** Tags that are in the one file; every other one needs a file of its own beside it. */
const IN_ONE_FILE = new Set(['kinerja-rating-form', 'kinerja-unit-leaderboard', 'kinerja-scorecard']);

/** What the policies of the page refuse to the widgets. */
export const checkPolicies = (embedding: Embedding): Finding[] => {
  const { policies, scripts } = embedding;
  if (policies.length === 0)
    return [{ verdict: 'ok', text: 'Halaman tidak memakai Content-Security-Policy; tidak ada yang ditolak.' }];
  const findings = policies.flatMap((policy) => [
    ...scripts.flatMap((script) => refusedOf(policy, script, embedding)),
    ...refusedAtAll(policy, embedding),
  ]);
  return findings.length > 0
    ? findings
    : [{ verdict: 'ok', text: 'Content-Security-Policy mengizinkan semua yang diperlukan widget.' }];
};

const refused = (directive: string, what: string, line: string): Finding => ({
  verdict: 'error',
  text: `Content-Security-Policy (${directive}) menolak ${what}.`,
  mend: inPolicy(line),
});

const refusedOf = (
  policy: ContentPolicy,
  script: WidgetScript,
  { url: page, page: { widgets } }: Embedding,
): Finding[] => {
  const gateway = new URL(script.gateway);
  const [scriptLine = '', connectLine = ''] = policyLines(gateway.origin);
  const findings: Finding[] = [];
  const member = { url: new URL('member.js', script.url), page };
  if (!allows(policy, 'script-src-elem', { ...script, page }))
    findings.push(refused('script-src', script.url.href, scriptLine));
  else if (!allows(policy, 'script-src-elem', member)) {
    const others = widgets.filter(({ tag }) => !IN_ONE_FILE.has(tag)).map(({ tag }) => tag);
    findings.push(
      others.length > 0
        ? refused('script-src', `berkas tambahan untuk ${others.join(', ')}`, scriptLine)
        : {
            verdict: 'warn',
            text: 'Content-Security-Policy hanya mengizinkan berkas utama: bahasa Sunda dan Jawa, tema, dan pemeriksaan debug tidak dimuat.',
            mend: inPolicy(scriptLine),
          },
    );
  }
  const asked = new URL('graphql', gateway);
  if (!allows(policy, 'connect-src', { url: asked, page }))
    findings.push(refused('connect-src', asked.href, connectLine));
  return findings;
};

const refusedAtAll = (policy: ContentPolicy, { page: { widgets } }: Embedding): Finding[] => {
  const findings: Finding[] = [];
  if (!allowsTemplates(policy)) findings.push(refused('trusted-types', 'templat widget', 'trusted-types lit-html'));
  const sandbox = policy.get('sandbox');
  if (sandbox !== undefined && !sandbox.includes('allow-scripts'))
    findings.push(refused('sandbox', 'semua skrip', 'sandbox allow-scripts allow-forms allow-same-origin'));
  const styles = policy.get('style-src-attr') ?? policy.get('style-src') ?? policy.get('default-src');
  if (styles !== undefined && !styles.includes("'unsafe-inline'") && widgets.some(({ isStyled }) => isStyled))
    findings.push({
      verdict: 'warn',
      text: 'Content-Security-Policy (style-src) mengabaikan atribut style pada tag widget: tinggi tidak disediakan.',
      mend: 'Pindahkan isinya ke berkas CSS situs; /builder pada server mencetak aturannya.',
    });
  return findings;
};
