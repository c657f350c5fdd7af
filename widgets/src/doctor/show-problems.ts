import type { AttributeMistake } from '../embedding/attribute-mistakes.ts';
import type { Finding } from '../embedding/finding.ts';
import type { DoctorWords } from './words/id.ts';

/** Everything there is to say of an element. */
interface Problems {
  readonly words: DoctorWords;
  readonly mistakes: readonly AttributeMistake[];
  /** What the checks found; null when nobody asked for them. */
  readonly findings: readonly Finding[] | 'examining' | null;
}

/**
 * Shows a box at the top of the element, before what the element itself renders and never touches; without anything to say,
 * there is none. What has not changed stays, so that nobody who reads it loses the place.
 */
export function showProblems(element: Element, { words, mistakes, findings }: Problems): void {
  const root = element.shadowRoot?.querySelector('.root');
  const shown = element.shadowRoot?.getElementById('problems');
  if (mistakes.length === 0 && findings === null) shown?.remove();
  if (!root || (mistakes.length === 0 && findings === null)) return;
  const box = make('div', { class: 'notice', id: 'problems', part: 'problems', tabindex: '-1', role: 'group' });
  box.setAttribute('aria-label', words.admin);
  box.setAttribute('lang', words.code);
  box.append(make('strong', {}, words.admin));
  if (mistakes.length > 0)
    box.append(make('ul', {}, ...mistakes.map((mistake) => make('li', {}, words.mistake(mistake)))));
  if (findings !== null) {
    box.append(make('p', {}, words.debug));
    box.append(
      findings === 'examining' ? make('p', {}, words.examining) : make('ul', {}, ...findings.map(lineOf(words))),
    );
  }
  if (shown?.outerHTML === box.outerHTML) return;
  if (shown) shown.replaceWith(box);
  else root.prepend(box);
}

const lineOf =
  ({ verdicts }: DoctorWords) =>
  ({ verdict, text, mend }: Finding): Element =>
    make(
      'li',
      { class: verdict },
      make('strong', {}, `${verdicts[verdict]}: `),
      text,
      ...(mend ? [make('div', { class: 'quiet' }, mend)] : []),
    );

function make(tag: string, attributes: Readonly<Record<string, string>>, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
