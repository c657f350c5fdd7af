import type { Finding } from '../../embedding/finding.ts';
import { lowContrasts } from '../../embedding/low-contrasts.ts';
import type { Patient } from '../patient.ts';

/** Whether the colours of the page leave everything readable, in the theme that is shown now. */
export async function checkColours({ element, words }: Patient): Promise<Finding[]> {
  const root = element.shadowRoot?.querySelector('.root');
  const low = root ? lowContrasts(root) : [];
  if (low.length === 0) return [{ verdict: 'ok', text: words.contrast }];
  return low.map((pair) => ({ verdict: 'warn', text: words.lowContrast(pair), mend: words.contrastMend(pair) }));
}
