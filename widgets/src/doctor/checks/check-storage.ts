import type { Finding } from '../../embedding/finding.ts';
import type { Patient } from '../patient.ts';

/** Whether a rating survives a closed page, which only the form needs. */
export async function checkStorage({ element, words }: Patient): Promise<Finding[]> {
  if (element.localName !== 'kinerja-rating-form') return [];
  return canStore()
    ? [{ verdict: 'ok', text: words.stored }]
    : [{ verdict: 'warn', text: words.notStored, mend: words.notStoredMend }];
}

function canStore(): boolean {
  try {
    return Boolean(localStorage) && Boolean(indexedDB);
  } catch {
    // A sandboxed frame, or a visitor who allows no storage: even looking at it throws.
    return false;
  }
}
