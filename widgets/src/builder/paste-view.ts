import type { TemplateResult } from 'lit/html.js';
import { policyLines } from '../embedding/content-policy.ts';
import { button, html } from '../toolkit.ts';
import { type Choice, filesOf, isForm, missing } from './choice.ts';
import {
  type Heights,
  type Purpose,
  type Release,
  type Snippets,
  snippets,
  styleAttribute,
  styleRule,
} from './snippets.ts';
import type { BuilderWords } from './words/id.ts';

/** Everything that the third step goes by. */
export interface Pasting {
  readonly words: BuilderWords;
  readonly choice: Choice;
  readonly release: Release;
  readonly heights: Heights;
  /** Whether the gateway takes ratings from the site; null while it was not asked or does not say. */
  readonly standing: 'ACCEPTED' | 'UNKNOWN' | 'OTHER_ORIGIN' | null;
  readonly tab: Purpose;
  readonly openTab: (tab: Purpose) => void;
  readonly copy: (id: string) => void;
}

/** Why nothing can be pasted yet: a snippet that the gateway or browsers would refuse is never shown. */
function obstacles({ words, choice, release, standing }: Pasting): readonly string[] {
  const { stem, site, tenant } = choice;
  const lacking = missing(choice);
  if (lacking) return [words.needs[lacking] ?? ''];
  if (site && !/^https?:\/\/[^/]+$/.test(site)) return [words.badSite];
  if (site.startsWith('https:') && /^http:\/\/(?!localhost|127\.)/.test(release.gateway))
    return [words.mixed(release.gateway)];
  if (filesOf(choice).some((file) => !release.files.includes(file))) return [words.notReleased(release.version)];
  if (!isForm(stem) || standing === 'ACCEPTED') return [];
  const how = words.howToGetKey(tenant, site);
  if (!site || !choice['site-key']) return [words.needsKey, how];
  if (standing === 'UNKNOWN') return [words.keyUnknown, how];
  return standing === 'OTHER_ORIGIN' ? [words.keyElsewhere(site), how] : ['…'];
}

/** The third step: what to copy, or why there is nothing yet. */
export function pasteView(view: Pasting): TemplateResult {
  const { words, choice, release, heights } = view;
  const against = obstacles(view);
  if (against.length > 0)
    return html`
      <h2>${words.paste}</h2>
      <div class="notice" id="obstacles">${against.map((text) => html`<p>${text}</p>`)}</div>
    `;
  const { origin } = new URL(release.gateway);
  return html`
    <h2>${words.paste}</h2>
    ${isForm(choice.stem) ? html`<p>${words.keyGood(choice.site)}</p>` : ''}
    ${release.integrity ? '' : html`<p class="notice">${words.noRelease(release.version)}</p>`}
    ${tabs(view, snippets(choice, release, isForm(choice.stem) ? words.formLink : words.noScript))}
    <h3>${words.style}</h3>
    <p class="quiet">${words.styleNote}</p>
    ${code('style', styleRule(choice, heights), view)}
    <h3>${words.attribute}</h3>
    <p class="quiet">${words.attributeNote}</p>
    ${code('attribute', styleAttribute(choice, heights), view)}
    <h3>${words.policy}</h3>
    <p class="quiet">${words.policyNote}</p>
    ${code('policy', policyLines(origin).join(';\n'), view)}
  `;
}

/** By the keyboard: arrows go from tab to tab, and only the open one is a stop on the way. */
function tabs(view: Pasting, all: Snippets): TemplateResult {
  const { words, tab, openTab } = view;
  const names = Object.keys(all) as Purpose[];
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && names.at((names.indexOf(tab) + step) % names.length);
    if (!next) return;
    event.preventDefault();
    openTab(next);
  };
  return html`
    <div role="tablist" aria-label=${words.paste} @keydown=${move}>
      ${names.map(
        (name) => html`
          <button
            type="button"
            role="tab"
            id="tab-${name}"
            aria-selected=${name === tab}
            aria-controls="panel"
            tabindex=${name === tab ? 0 : -1}
            @click=${() => openTab(name)}
          >
            ${words.tabs[name]}
          </button>
        `,
      )}
    </div>
    <div role="tabpanel" id="panel" aria-labelledby="tab-${tab}">
      <p class="quiet">${words.notes[tab]}</p>
      ${code('snippet', all[tab], view)}
    </div>
  `;
}

const code = (id: string, text: string, { words, copy }: Pasting) => html`
  <pre id=${id} tabindex="0">${text}</pre>
  ${button(words.copy, () => copy(id))}
`;
