import type { ContentPolicy } from '@kinerja/widgets/embedding/content-policy';
import type { Reach } from './reach.ts';
import type { EmbeddingPage, PageScript } from './read-page.ts';

/** A script of ours in a page. */
export interface WidgetScript extends PageScript {
  readonly url: URL;
  /** `1.2.3`, or `latest`. */
  readonly version: string;
  /** `kinerja.js` or `kinerja.iife.js`. */
  readonly name: string;
  /** Where it came from, with a final slash. */
  readonly gateway: string;
}

/** A page that embeds widgets, as the checks see it. */
export interface Embedding {
  /** Where it is, after redirects. */
  readonly url: URL;
  readonly page: EmbeddingPage;
  /** All that hold, from the header and from the page. */
  readonly policies: readonly ContentPolicy[];
  readonly scripts: readonly WidgetScript[];
  readonly reach: Reach;
}

/** Where a policy is mended. */
export const inPolicy = (line: string): string => `Tambahkan pada kebijakan situs: ${line}`;
