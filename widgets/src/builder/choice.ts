/** The widgets that can be chosen, by the stem of their tag, and the attributes each takes beside `theme` and `lang`. */
export const WIDGETS = {
  'rating-form': ['service', 'site-key', 'layout'],
  'unit-leaderboard': ['tenant', 'kind', 'period', 'mode'],
  scorecard: ['unit', 'period'],
  'index-badge': ['unit', 'period'],
  trend: ['unit'],
  'report-form': ['service', 'site-key', 'kind'],
  receipt: [],
  'service-time': ['service', 'period', 'compare'],
  'public-replies': ['unit'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Those that are in the one file; every other one has a file of its own beside it. */
export const IN_ONE_FILE: readonly string[] = ['rating-form', 'unit-leaderboard', 'scorecard'];

/** `rating-form` and the like. */
export type Stem = keyof typeof WIDGETS;

/** Colours that a page may give, by the end of their property. */
export const COLOURS = ['primary', 'on-primary', 'background', 'text'] as const;

/** What a web admin has chosen so far; empty where nothing is. */
export interface Choice {
  readonly stem: Stem;
  readonly tenant: string;
  readonly unit: string;
  readonly service: string;
  /** Of the units on a board, or of the reports that a form takes. */
  readonly kind: string;
  readonly period: string;
  /** An earlier period beside it. */
  readonly compare: string;
  readonly layout: string;
  /** Of a board: whether it renews itself. */
  readonly mode: string;
  readonly theme: string;
  readonly lang: string;
  /** Origin of the site that will embed it. */
  readonly site: string;
  readonly 'site-key': string;
  /** By the end of their property; only those that differ from the theme's. */
  readonly colours: Readonly<Partial<Record<(typeof COLOURS)[number], string>>>;
}

export const NO_CHOICE: Choice = {
  stem: 'rating-form',
  tenant: '',
  unit: '',
  service: '',
  kind: '',
  period: '',
  compare: '',
  layout: '',
  mode: '',
  theme: '',
  lang: '',
  site: '',
  'site-key': '',
  colours: {},
};

/** The attributes of the chosen widget, those left out at their default. */
export const attributesOf = (choice: Choice): readonly (readonly [name: string, value: string])[] =>
  [...WIDGETS[choice.stem], 'theme' as const, 'lang' as const].flatMap((name) =>
    choice[name] ? [[name, choice[name]] as const] : [],
  );

/** What each widget is about: nothing to show without it. */
const NEEDED = {
  'rating-form': 'service',
  'unit-leaderboard': 'kind',
  scorecard: 'unit',
  'index-badge': 'unit',
  trend: 'unit',
  'report-form': 'service',
  receipt: undefined,
  'service-time': 'service',
  'public-replies': 'unit',
} as const satisfies Readonly<Record<Stem, string | undefined>>;

/** Whether it sends something, for which a site needs a key; the gateway has a plain page for the same. */
export const isForm = (stem: Stem): boolean => stem.endsWith('-form');

/** Which files it takes beside the one. */
export const filesOf = ({ stem, mode }: Choice): readonly string[] => [
  ...(IN_ONE_FILE.includes(stem) ? [] : [`${stem}.js`]),
  ...(stem === 'unit-leaderboard' && mode ? ['live.js'] : []),
];

/** What is still to be chosen before there is anything to show. */
export const missing = ({ stem, ...choice }: Choice): 'tenant' | 'service' | 'kind' | 'unit' | undefined => {
  const needed = NEEDED[stem];
  if (needed === undefined) return undefined;
  if (!choice.tenant) return 'tenant';
  return choice[needed] ? undefined : needed;
};

/** Periods to choose from, the latest first; a period that is not over is provisional. */
export function recentPeriods(today: Date): string[] {
  const year = today.getFullYear();
  const quarter = Math.floor(today.getMonth() / 3);
  const quarters = Array.from({ length: 5 }, (_, back) => {
    const count = year * 4 + quarter - back;
    return `${Math.floor(count / 4)}-Q${(count % 4) + 1}`;
  });
  const half = quarter < 2 ? 1 : 2;
  return [
    ...quarters,
    `${year}-S${half}`,
    half === 1 ? `${year - 1}-S2` : `${year}-S1`,
    String(year),
    String(year - 1),
  ];
}
