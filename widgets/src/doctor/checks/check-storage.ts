import type { Finding } from '../../embedding/finding.ts';
import type { Patient } from '../patient.ts';

/** Whether what was sent survives a closed page, which only forms need. */
export async function checkStorage({ element, words }: Patient): Promise<Finding[]> {
  if (!/-form$/.test(element.localName)) return [];
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
