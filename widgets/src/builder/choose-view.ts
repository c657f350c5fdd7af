import type { TemplateResult } from 'lit/html.js';
import { html } from '../toolkit.ts';
import { type Choice, COLOURS, isForm, recentPeriods, type Stem, WIDGETS } from './choice.ts';
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

/** A field with its label; the name is its id. */
const select = (
  name: string,
  label: string,
  {
    options,
    chosen,
    choose,
  }: { readonly options: readonly Option[]; readonly chosen: string; readonly choose: (value: string) => void },
): TemplateResult => html`
  <div>
    <label for=${name}>${label}</label>
    <select id=${name} @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
      ${options.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
    </select>
  </div>
`;

const input = (
  name: string,
  label: string,
  {
    kind,
    value,
    hint = '',
    enter,
  }: { readonly kind: string; readonly value: string; readonly hint?: string; readonly enter: (value: string) => void },
): TemplateResult => html`
  <div>
    <label for=${name}>${label}</label>
    <input
      id=${name}
      type=${kind}
      .value=${value}
      spellcheck="false"
      autocomplete="off"
      aria-describedby="${name}-hint"
      @change=${({ target }: Event) => enter((target as HTMLInputElement).value.trim())}
    />
    <div class="quiet" id="${name}-hint">${hint}</div>
  </div>
`;

/** The first step: what, of whom, and how it looks. */
export function chooseView(view: Choosing): TemplateResult {
  const { words, choice, regions, change } = view;
  const regionOptions = regions.map(
    ({ code, name, sampleData }): Option => [code, `${name}${sampleData ? ` (${words.sample})` : ''}`],
  );
  return html`
    <h2>${words.choose}</h2>
    <div class="fields">
      ${select('tenant', words.region, {
        options: [['', words.none], ...regionOptions],
        chosen: choice.tenant,
        choose: (tenant) => change({ tenant, unit: '', service: '', kind: '' }),
      })}
      ${select('stem', words.widget, {
        options: Object.keys(WIDGETS).map((stem): Option => [stem, words.widgets[stem as Stem]]),
        chosen: choice.stem,
        // A kind is of units or of reports, by the widget.
        choose: (stem) => change({ stem: stem as Stem, kind: '' }),
      })}
      ${aboutFields(view)}
      ${select('theme', words.theme, {
        options: Object.entries(words.themes),
        chosen: choice.theme,
        choose: (theme) => change({ theme }),
      })}
      ${select('language', words.lang, {
        options: Object.entries(words.langs),
        chosen: choice.lang,
        choose: (lang) => change({ lang }),
      })}
      ${input('site', words.site, {
        kind: 'url',
        value: choice.site,
        hint: words.siteHint,
        enter: (site) => change({ site: originOf(site) }),
      })}
      ${
        isForm(choice.stem)
          ? input('site-key', words.siteKey, {
              kind: 'text',
              value: choice['site-key'],
              enter: (key) => change({ 'site-key': key }),
            })
          : ''
      }
    </div>
    ${colourFields(view)}
  `;
}

/** What a widget is about, which depends on the widget. */
function aboutFields({ words, choice, units, services, change }: Choosing): readonly TemplateResult[] {
  const none: Option = ['', words.none];
  const periods = recentPeriods(new Date()).map((period): Option => [period, period]);
  const unitField = select('unit', words.unit, {
    options: [none, ...units.map(({ id, name }): Option => [id, name])],
    chosen: choice.unit,
    choose: (unit) => change({ unit, service: '' }),
  });
  const periodField = select('period', words.period, {
    options: [['', words.lastQuarter], ...periods],
    chosen: choice.period,
    choose: (period) => change({ period }),
  });
  const serviceField = select('service', words.service, {
    options: [none, ...services.map(({ id, name }): Option => [id, name])],
    chosen: choice.service,
    choose: (service) => change({ service }),
  });
  switch (choice.stem) {
    case 'report-form':
      return [
        unitField,
        serviceField,
        select('kind', words.reportKind, {
          options: Object.entries(words.reportKinds),
          chosen: choice.kind,
          choose: (kind) => change({ kind }),
        }),
      ];
    case 'rating-form':
      return [
        unitField,
        serviceField,
        select('layout', words.layout, {
          options: Object.entries(words.layouts),
          chosen: choice.layout,
          choose: (layout) => change({ layout }),
        }),
      ];
    case 'unit-leaderboard':
      return [
        select('kind', words.kind, {
          options: [none, ...[...new Set(units.map(({ kind }) => kind))].sort().map((kind): Option => [kind, kind])],
          chosen: choice.kind,
          choose: (kind) => change({ kind }),
        }),
        periodField,
        select('mode', words.mode, {
          options: Object.entries(words.modes),
          chosen: choice.mode,
          choose: (mode) => change({ mode }),
        }),
      ];
    case 'scorecard':
    case 'index-badge':
      return [unitField, periodField];
    case 'service-time':
      return [
        unitField,
        serviceField,
        periodField,
        select('compare', words.compare, {
          options: [['', words.notCompared], ...periods],
          chosen: choice.compare,
          choose: (compare) => change({ compare }),
        }),
      ];
    case 'public-replies':
    case 'trend':
      return [unitField];
    case 'receipt':
      return [];
  }
}

/** What the widgets have by themselves in light colours: a colour of one's own fits light or dark, never both. */
const LIGHT: Partial<Choice> = {
  theme: 'light',
  colours: { primary: '#0b5a9d', 'on-primary': '#ffffff', background: '#ffffff', text: '#1a2733' },
};

function colourFields({ words, choice, change }: Choosing): TemplateResult {
  const { colours } = choice;
  const isOwn = Object.keys(colours).length > 0;
  return html`
    <label class="check">
      <input type="checkbox" .checked=${isOwn} @change=${() => change(isOwn ? { colours: {} } : LIGHT)} />
      ${words.ownColours}
    </label>
    ${
      isOwn
        ? html`
          <div class="fields">
            ${COLOURS.map((name) =>
              input(name, words.colours[name] ?? name, {
                kind: 'color',
                value: colours[name] ?? '',
                enter: (value) => change({ colours: { ...colours, [name]: value } }),
              }),
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
