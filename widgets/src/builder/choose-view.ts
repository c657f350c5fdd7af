import type { TemplateResult } from 'lit/html.js';
import { html } from '../toolkit.ts';
import { COLOURS, type Choice, recentPeriods, type Stem, WIDGETS } from './choice.ts';
import type { Choosable, ChoosableUnit } from './sources.ts';
import type { BuilderWords } from './words/id.ts';

/** Everything that can be chosen now. */
export interface Choosing {
  readonly words: BuilderWords;
  readonly choice: Choice;
  readonly regions: readonly { readonly code: string; readonly name: string; readonly sampleData: boolean }[];
  readonly units: readonly ChoosableUnit[];
  readonly services: readonly Choosable[];
  readonly change: (changed: Partial<Choice>) => void;
}

type Option = readonly [value: string, label: string];

const select = (
  label: string,
  options: readonly Option[],
  { chosen, choose }: { readonly chosen: string; readonly choose: (value: string) => void },
): TemplateResult => html`
  <label>
    ${label}
    <select @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
      ${options.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
    </select>
  </label>
`;

const input = (
  label: string,
  { kind, value, hint }: { readonly kind: string; readonly value: string; readonly hint?: string },
  enter: (value: string) => void,
): TemplateResult => html`
  <label>
    ${label}
    <input
      type=${kind}
      .value=${value}
      spellcheck="false"
      autocomplete="off"
      @change=${({ target }: Event) => enter((target as HTMLInputElement).value.trim())}
    />
    ${hint ? html`<span class="quiet">${hint}</span>` : ''}
  </label>
`;

/** The first step: what, of whom, and how it looks. */
export function chooseView(view: Choosing): TemplateResult {
  const { words, choice, regions, change } = view;
  const none: Option = ['', words.none];
  return html`
    <h3>${words.choose}</h3>
    <div class="fields">
      ${select(
        words.region,
        [
          none,
          ...regions.map(
            ({ code, name, sampleData }): Option => [code, `${name}${sampleData ? ` (${words.sample})` : ''}`],
          ),
        ],
        { chosen: choice.tenant, choose: (tenant) => change({ tenant, unit: '', service: '', kind: '' }) },
      )}
      ${select(
        words.widget,
        Object.keys(WIDGETS).map((stem): Option => [stem, words.widgets[stem as Stem]]),
        { chosen: choice.stem, choose: (stem) => change({ stem: stem as Stem }) },
      )}
      ${whatFields(view)}
      ${select(
        words.theme,
        Object.entries(words.themes),
        { chosen: choice.theme, choose: (theme) => change({ theme }) },
      )}
      ${select(
        words.lang,
        Object.entries(words.langs),
        { chosen: choice.lang, choose: (lang) => change({ lang }) },
      )}
      ${input(words.site, { kind: 'url', value: choice.site, hint: words.siteHint }, (site) => change({ site: originOf(site) }))}
      ${
        choice.stem === 'rating-form'
          ? input(words.siteKey, { kind: 'text', value: choice['site-key'] }, (key) => change({ 'site-key': key }))
          : ''
      }
    </div>
    ${colourFields(view)}
  `;
}

/** What a widget is about, which depends on the widget. */
function whatFields({ words, choice, units, services, change }: Choosing): readonly TemplateResult[] {
  const none: Option = ['', words.none];
  const unitField = select(words.unit, [none, ...units.map(({ id, name }): Option => [id, name])], {
    chosen: choice.unit,
    choose: (unit) => change({ unit, service: '' }),
  });
  const periodField = select(
    words.period,
    [['', words.lastQuarter], ...recentPeriods(new Date()).map((period): Option => [period, period])],
    { chosen: choice.period, choose: (period) => change({ period }) },
  );
  switch (choice.stem) {
    case 'rating-form':
      return [
        unitField,
        select(words.service, [none, ...services.map(({ id, name }): Option => [id, name])], {
          chosen: choice.service,
          choose: (service) => change({ service }),
        }),
        select(words.layout, Object.entries(words.layouts), {
          chosen: choice.layout,
          choose: (layout) => change({ layout }),
        }),
      ];
    case 'unit-leaderboard':
      return [
        select(words.kind, [none, ...[...new Set(units.map(({ kind }) => kind))].sort().map((kind): Option => [kind, kind])], {
          chosen: choice.kind,
          choose: (kind) => change({ kind }),
        }),
        periodField,
      ];
    case 'scorecard':
      return [unitField, periodField];
  }
}

/** Begins with what the widgets have by themselves in light colours. */
const FIRST: Readonly<Record<(typeof COLOURS)[number], string>> = {
  primary: '#0b5a9d',
  'on-primary': '#ffffff',
  background: '#ffffff',
  text: '#1a2733',
};

function colourFields({ words, choice, change }: Choosing): TemplateResult {
  const { colours } = choice;
  const isOwn = Object.keys(colours).length > 0;
  return html`
    <label class="check">
      <input type="checkbox" .checked=${isOwn} @change=${() => change({ colours: isOwn ? {} : FIRST })} />
      ${words.ownColours}
    </label>
    ${
      isOwn
        ? html`
          <div class="fields">
            ${COLOURS.map((name) =>
              input(words.colours[name] ?? name, { kind: 'color', value: colours[name] ?? '' }, (value) =>
                change({ colours: { ...colours, [name]: value } }),
              ),
            )}
          </div>
        `
        : ''
    }
  `;
}

/** Of what was entered, what browsers send as the origin; what cannot be understood stays, to be put right. */
function originOf(entered: string): string {
  try {
    const { origin, protocol } = new URL(entered);
    return /^https?:$/.test(protocol) ? origin : entered;
  } catch {
    // Not an address yet: the third step says so.
    return entered;
  }
}
