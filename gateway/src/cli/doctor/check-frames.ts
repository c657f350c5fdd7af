import { allows, parsePolicies } from '@kinerja/widgets/embedding/content-policy';
import type { Finding } from '@kinerja/widgets/embedding/finding';
import { type Embedding, inPolicy } from './embedding.ts';
import { NotReached } from './reach.ts';

const FORM = /\/form\/service_[\w-]+/;

/** Plain forms in frames: whether the page may frame them, and they let themselves be framed. */
export const checkFrames = async ({ url: page, page: { frames }, policies, reach }: Embedding): Promise<Finding[]> => {
  const forms = frames
    .flatMap((src) => (URL.canParse(src, page) ? [new URL(src, page)] : []))
    .filter(({ pathname }) => FORM.test(pathname));
  const found = await Promise.all(
    forms.map(async (url): Promise<Finding[]> => {
      const line = `frame-src ${url.origin}`;
      const blocked = policies.filter((policy) => !allows(policy, 'frame-src', { url, page }));
      const text = `Content-Security-Policy (frame-src) menolak bingkai ${url.href}.`;
      return [
        ...blocked.map((): Finding => ({ verdict: 'error', text, mend: inPolicy(line) })),
        ...(await framed(url, page, reach)),
      ];
    }),
  );
  return found.flat();
};

const framed = async (url: URL, page: URL, reach: Embedding['reach']): Promise<Finding[]> => {
  const refusal = (header: string): Finding => ({
    verdict: 'error',
    text: `${url.href} menolak dibingkai (${header}).`,
    mend: 'Kepala itu ditambahkan oleh proksi di depan server; hapus di sana, atau pakai tag widget tanpa bingkai.',
  });
  try {
    const { headers } = await reach(url);
    const isElsewhere = url.origin !== page.origin;
    if (isElsewhere && headers['x-frame-options'] !== undefined) return [refusal('X-Frame-Options')];
    const ancestors = parsePolicies(String(headers['content-security-policy'] ?? '')).filter(
      // The framing page is looked at from the framed one.
      (policy) => policy.has('frame-ancestors') && !allows(policy, 'frame-ancestors', { url: page, page: url }),
    );
    return ancestors.length > 0 ? [refusal('frame-ancestors')] : [];
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    return [{ verdict: 'error', text: error.message }];
  }
};
