import type { BuilderWords } from './id.ts';

const figure = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 });

/** Words of the builder, in English. */
export const builderEn: BuilderWords = {
  code: 'en',
  choose: '1. Choose',
  region: 'Region',
  sample: 'sample data',
  widget: 'Widget',
  widgets: {
    'rating-form': 'Rating form',
    'unit-leaderboard': 'Board of like units',
    scorecard: 'Card of a unit',
    'index-badge': 'Badge of the index',
    trend: 'Change of the index',
    'report-form': 'Form for reports',
    receipt: 'Follow a receipt',
    'service-time': 'Service time',
    'public-replies': 'You said, we did',
  },
  unit: 'Unit',
  service: 'Service',
  kind: 'Kind of unit',
  none: '— choose —',
  period: 'Period',
  lastQuarter: 'The last closed quarter (moves with time)',
  compare: 'Compared with',
  notCompared: 'Nothing',
  reportKind: 'Kind of report',
  reportKinds: {
    '': 'All',
    complaint: 'Complaint',
    aspiration: 'Suggestion',
    information: 'Question',
  },
  layout: 'Questions',
  layouts: { '': 'One at a time', all: 'All at once' },
  lang: 'Language',
  langs: { '': 'That of the page', id: 'Indonesian', en: 'English', su: 'Sundanese', jv: 'Javanese' },
  theme: 'Theme',
  themes: {
    '': 'Light or dark, as the citizen’s device prefers',
    light: 'Light',
    dark: 'Dark',
    blue: 'Blue',
    neutral: 'Neutral',
    contrast: 'High contrast',
  },
  ownColours: 'Use the site’s own colours',
  colours: { primary: 'Main colour', 'on-primary': 'Text on the main colour', background: 'Background', text: 'Text' },
  site: 'Address of the embedding site',
  siteHint: 'Such as https://dukcapil.example.go.id, without the name of a page.',
  siteKey: 'Site key',

  preview: '2. Look',
  previewNote: 'This is the real widget. Ratings from here are not sent.',
  phone: 'Phone',
  desktop: 'Wide screen',
  contrastGood: 'The contrast of all colours is enough (WCAG 2.2 AA).',
  contrastLow: ({ front, back, ratio, needed }) =>
    `${front} on ${back}: the contrast is ${figure(ratio)}, it must be ${figure(needed)}.`,

  paste: '3. Paste',
  needs: {
    tenant: 'Choose the region first.',
    service: 'Choose the unit and the service first.',
    kind: 'Choose the kind of unit first.',
    unit: 'Choose the unit first.',
  },
  needsKey: 'Give the address of the site and its key: without a key that is good there, the form is of no use.',
  howToGetKey: (tenant, site) =>
    `The operator of Kinerja makes keys: pnpm kinerja site-key add ${tenant} "Name of the site" --origin ${site || 'https://…'}`,
  keyUnknown: 'This key is unknown or revoked: ratings would be refused, so there is nothing to paste yet.',
  keyElsewhere: (site) =>
    `This key is not good at ${site}: ratings would be refused, so there is nothing to paste yet.`,
  keyGood: (site) => `This key is good at ${site}.`,
  badSite: 'The address of the site is not right yet.',
  mixed: (gateway) =>
    `A site on https must not use the gateway ${gateway} on http: browsers refuse it. The gateway needs https.`,
  notReleased: (version) =>
    `The newest release (${version}) does not have this widget, so there is nothing to paste yet.`,
  noRelease: (version) =>
    `Version ${version} is in development, and so without integrity. For a real site, wait for its release.`,
  tabs: {
    html: 'HTML',
    floating: 'Always newest',
    cms: 'div for a CMS',
    wordpress: 'WordPress',
    blade: 'Blade',
    codeigniter: 'CodeIgniter',
  },
  notes: {
    html: 'Recommended. It never changes until this tag is replaced.',
    floating: 'Changes by itself with each release, without integrity. Only if that is what you want.',
    cms: 'For editors that take tags away. The script tag of the tab HTML goes once into the theme.',
    wordpress: 'Needs the plugin Kinerja; the gateway and the site key are settings there.',
    blade: "The layout needs @stack('scripts') before </body>.",
    codeigniter: "The layout needs renderSection('scripts') before </body>.",
  },
  style: 'Style sheet of the site',
  styleNote: 'Keeps the height free, so that nothing moves. Measured from the preview.',
  attribute: 'Attribute style',
  attributeNote: 'Only where the policy of the site allows styles inside tags; else use the style sheet above.',
  policy: 'Content-Security-Policy',
  policyNote:
    'Only where the site has one: add these sources to the same directives. trusted-types only where the site restricts them. Styles and images need nothing.',
  copy: 'Copy',
  copied: 'Copied',
  formLink: 'Take part in the public satisfaction survey',
  noScript: 'This part needs JavaScript.',
};
