import type { Finding } from '../../embedding/finding.ts';
import type { Patient } from '../patient.ts';

/** A form whose answers are one line longer is no reason to complain. */
const ENOUGH_SHARE = 0.9;

/** The place that the page keeps for the widget: its height, and what is there without it. */
export async function checkPlace({ element, words }: Patient): Promise<Finding[]> {
  const places = [element, element.parentElement].filter((place) => place !== null);
  const reserved = Math.max(...places.map((place) => Number.parseFloat(getComputedStyle(place).minHeight) || 0));
  const box = element.shadowRoot?.getElementById('problems');
  const needed = Math.round(element.offsetHeight - (box?.offsetHeight ?? 0));
  const rule = `${element.localName} { display: block; min-height: ${Math.max(needed, reserved)}px; }`;
  const hasFallback = element.childElementCount > 0 || (element.textContent ?? '').trim() !== '';
  return [
    reserved === 0
      ? { verdict: 'warn', text: words.notReserved, mend: words.reserveMend(rule) }
      : reserved < needed * ENOUGH_SHARE
        ? { verdict: 'warn', text: words.reservedTooLittle(reserved, needed), mend: words.reserveMend(rule) }
        : { verdict: 'ok', text: words.reserved(reserved) },
    hasFallback
      ? { verdict: 'ok', text: words.fallback }
      : { verdict: 'warn', text: words.noFallback, mend: words.fallbackMend },
  ];
}
