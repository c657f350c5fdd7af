import type { Finding } from '../../embedding/finding.ts';
import type { Patient } from '../patient.ts';

/** After this long the widgets show their fallback. */
const SLOW_MS = 800;

/** Whether the gateway can be reached from the page, and its answers read. */
export async function checkGateway({ element, gateway, catalogue, words }: Patient): Promise<Finding[]> {
  const written = element.getAttribute('gateway');
  if (!gateway) {
    const isMixed = location.protocol === 'https:' && written?.startsWith('http:');
    const text = isMixed ? words.mixed(written ?? '') : words.noGateway;
    return [{ verdict: 'error', text, mend: words.useHttps }];
  }
  const start = performance.now();
  try {
    // An answer that need not be read: whether there is one is not a question of what the page may read.
    await fetch(`${gateway}healthz`, { mode: 'no-cors', cache: 'no-store', credentials: 'omit' });
  } catch {
    return [{ verdict: 'error', text: words.notReached(gateway), mend: words.notReachedMend }];
  }
  const took = Math.round(performance.now() - start);
  return [
    took < SLOW_MS
      ? { verdict: 'ok', text: words.reached(took) }
      : { verdict: 'warn', text: words.slow(took), mend: words.slowMend },
    (await catalogue)
      ? { verdict: 'ok', text: words.crossOrigin }
      : { verdict: 'error', text: words.noCrossOrigin, mend: words.noCrossOriginMend },
  ];
}
