import { allows, allowsTemplates, parsePolicies, policyLines } from '../../embedding/content-policy.ts';
import type { Finding } from '../../embedding/finding.ts';
import type { Patient } from '../patient.ts';

/** Browsers report a refusal a moment after it. */
const REPORTED_MS = 200;

/** What a policy refused, as browsers report it. */
interface Violation {
  readonly effectiveDirective: string;
  readonly blocked: string;
}

const seen: Violation[] = [];

/** Collects what policies of the page refuse, from before this file arrived as far as the browser remembers it. */
export function watchViolations(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    seen.push({ effectiveDirective, blocked: blockedURI });
  });
  if (typeof ReportingObserver === 'undefined') return;
  new ReportingObserver(
    (reports) => {
      for (const { body } of reports) {
        const { effectiveDirective, blockedURL } = body as unknown as {
          effectiveDirective: string;
          blockedURL: string;
        };
        seen.push({ effectiveDirective, blocked: blockedURL });
      }
    },
    { types: ['csp-violation'], buffered: true },
  ).observe();
}

/** What the page's policies refuse to the widgets: as seen, and as far as it is written into the page. */
export async function checkPolicy({ gateway, folder, words }: Patient): Promise<Finding[]> {
  await new Promise((resolve) => setTimeout(resolve, REPORTED_MS));
  const origins = [gateway ?? folder, folder].map((address) => new URL(address).origin);
  const [script = '', connect = '', templates = ''] = policyLines(origins[0] ?? '');
  const lines: Readonly<Record<string, string>> = { 'connect-src': connect, 'trusted-types': templates };
  const ours = seen.filter(
    ({ blocked }) => blocked.startsWith('trusted-types') || origins.some((origin) => blocked.startsWith(origin)),
  );
  const refused = new Map(
    ours.map(({ effectiveDirective, blocked }) => [
      `${effectiveDirective} ${blocked}`,
      { effectiveDirective, blocked },
    ]),
  );
  for (const [directive, blocked] of refusedByMeta(gateway, folder))
    refused.set(`${directive} ${blocked}`, { effectiveDirective: directive, blocked });
  if (refused.size === 0) return [{ verdict: 'ok', text: words.noViolation }];
  return [...refused.values()].map(({ effectiveDirective, blocked }) => ({
    verdict: 'error',
    text: words.violation(effectiveDirective, blocked),
    mend: words.policyMend(lines[effectiveDirective] ?? script),
  }));
}

/** Refused by a policy that stands in the page itself; one in a header no script can read. */
function refusedByMeta(gateway: string | null, folder: string): [directive: string, blocked: string][] {
  const page = new URL(location.href);
  const metas = document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy" i]');
  return [...metas]
    .flatMap(({ content }) => parsePolicies(content))
    .flatMap((policy) => {
      const refused: [string, string][] = [];
      const url = new URL('graphql', gateway ?? folder);
      if (!allows(policy, 'connect-src', { url, page })) refused.push(['connect-src', url.href]);
      if (!allowsTemplates(policy)) refused.push(['trusted-types', 'lit-html']);
      return refused;
    });
}
