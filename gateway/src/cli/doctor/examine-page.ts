import { parsePolicies } from '@kinerja/widgets/embedding/content-policy';
import type { Finding } from '@kinerja/widgets/embedding/finding';
import { checkFrames } from './check-frames.ts';
import { checkPolicies } from './check-policies.ts';
import { checkScripts } from './check-scripts.ts';
import { checkWidgets } from './check-widgets.ts';
import type { Embedding, WidgetScript } from './embedding.ts';
import { NotReached, type Reach, type Reached } from './reach.ts';
import { type EmbeddingPage, readPage } from './read-page.ts';

const SCRIPT = /^(.*\/)widgets\/([^/]+)\/(kinerja(?:\.iife)?\.js)$/;

/** Looks at a page as a browser would, without running it, and says all that is good and wrong with its widgets. */
export const examinePage = async (address: string, reach: Reach): Promise<Finding[]> => {
  try {
    const reached = await reach(address, { Accept: 'text/html' });
    const { url, status, headers } = reached;
    if (status !== 200 || !String(headers['content-type'] ?? '').startsWith('text/html'))
      return [{ verdict: 'error', text: `${url.href} bukan halaman yang dapat diperiksa (status ${status}).` }];
    const embedding = embeddingOf(reached, reach);
    return [
      ...checkAddress(url),
      ...(await checkScripts(embedding)),
      ...checkPolicies(embedding),
      ...(await checkWidgets(embedding)),
      ...(await checkFrames(embedding)),
    ];
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    return [{ verdict: 'error', text: error.message }];
  }
};

const checkAddress = ({ protocol }: URL): Finding[] =>
  protocol === 'https:'
    ? []
    : [
        {
          verdict: 'warn',
          text: 'Halaman ini http: siapa pun di jaringan yang sama dapat membaca dan mengubahnya.',
          mend: 'Sajikan situs dengan https.',
        },
      ];

const embeddingOf = ({ url, headers, body }: Reached, reach: Reach): Embedding => {
  const page = readPage(body.toString('utf8'));
  const header = [headers['content-security-policy'] ?? []].flat().join(',');
  return {
    url,
    page,
    policies: [header, ...page.policies].flatMap(parsePolicies),
    scripts: scriptsOf(page, url),
    reach,
  };
};

const scriptsOf = ({ scripts, base }: EmbeddingPage, url: URL): readonly WidgetScript[] => {
  const from = base !== undefined && URL.canParse(base, url) ? new URL(base, url) : url;
  return scripts.flatMap((script) => {
    const address = URL.canParse(script.src, from) ? new URL(script.src, from) : undefined;
    const [, gateway, version, name] = SCRIPT.exec(address ? address.origin + address.pathname : '') ?? [];
    return address && gateway && version && name ? [{ ...script, url: address, gateway, version, name }] : [];
  });
};
