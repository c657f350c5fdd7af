import type { Finding } from '../../embedding/finding.ts';
import type { Patient } from '../patient.ts';

const SCRIPT = /\/widgets\/([^/]+)\/(kinerja(?:\.iife)?\.js)$/;
const FLOATING = 'latest';

/** How the page loads the file: which version, pinned or not, once or several times. */
export async function checkScript({ folder, gateway, catalogue, words }: Patient): Promise<Finding[]> {
  const scripts = [...document.scripts].filter(({ src }) => SCRIPT.test(src));
  const versionIn = (src: string) => SCRIPT.exec(src)?.[1] ?? '';
  const versions = [...new Set(scripts.map(({ src }) => versionIn(src)))];
  const findings: Finding[] = [];
  if (versions.length > 1)
    findings.push({
      verdict: 'warn',
      text: words.severalVersions(versions.join(', ')),
      mend: words.severalVersionsMend,
    });
  const own = scripts.find(({ src }) => src.startsWith(folder));
  const known = await catalogue;
  // A file that came by an import of the page's own has no tag to speak of.
  if (!own || !known) return findings;
  const { latest, versions: all } = known;
  if (!own.async) findings.push({ verdict: 'warn', text: words.noAsync, mend: words.noAsyncMend });
  const version = versionIn(own.src);
  const tag = await pinnedTag(gateway ?? folder, latest, own.type === 'module' ? 'kinerja.js' : 'kinerja.iife.js');
  if (version === FLOATING) {
    findings.push({ verdict: 'warn', text: words.floating(latest), mend: words.floatingMend(tag) });
    if (own.integrity)
      findings.push({ verdict: 'error', text: words.floatingIntegrity, mend: words.floatingMend(tag) });
    return findings;
  }
  findings.push(versionFinding(version, { latest, all, tag, words }));
  // There is no other file to pin yet than the one that the finding names.
  if (all[version]?.isReleased === false) return findings;
  findings.push(
    own.integrity
      ? { verdict: 'ok', text: words.hasIntegrity }
      : {
          verdict: 'warn',
          text: words.noIntegrity,
          mend: words.noIntegrityMend(await pinnedTag(gateway ?? folder, version, SCRIPT.exec(own.src)?.[2] ?? '')),
        },
  );
  return findings;
}

interface Known {
  readonly latest: string;
  readonly all: Readonly<Record<string, { readonly isReleased: boolean }>>;
  readonly tag: string;
  readonly words: Patient['words'];
}

function versionFinding(version: string, { latest, all, tag, words }: Known): Finding {
  if (version === latest) return { verdict: 'ok', text: words.newest(version) };
  if (!all[version]) return { verdict: 'error', text: words.unknownVersion(version), mend: words.oldMend(tag) };
  if (!all[version].isReleased) return { verdict: 'warn', text: words.development(version), mend: words.oldMend(tag) };
  return { verdict: 'warn', text: words.old(version, latest), mend: words.oldMend(tag) };
}

/** The tag that loads a file of a version, with its hash where the gateway tells it. */
async function pinnedTag(gateway: string, version: string, name: string): Promise<string> {
  const kind = name === 'kinerja.js' ? 'type="module" async' : 'async';
  const address = `${gateway}widgets/${version}/`;
  const hash = await fetch(`${address}integrity.json`)
    .then(async (response) => (await response.json())[name]?.integrity as string | undefined)
    .catch(() => undefined);
  const pin = hash ? ` crossorigin="anonymous" integrity="${hash}"` : '';
  return `<script ${kind} src="${address}${name}"${pin}></script>`;
}
