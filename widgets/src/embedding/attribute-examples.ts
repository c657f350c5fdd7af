/** A value that would do, for attributes that no list can tell. */
const EXAMPLES: Readonly<Record<string, string>> = {
  lang: 'id, en, su, jv',
  gateway: 'https://kinerja.example.go.id/',
  service: 'service_AbCd…',
  'site-key': 'demo-3273',
  tenant: '32.73',
  kind: 'puskesmas',
  unit: 'unit_AbCd…',
  period: '2026, 2026-S1, 2026-Q3, 2026-09',
  compare: '2026-Q2',
  href: '/kinerja',
  place: 'Loket 3',
  ticket: 'ticket_AbCd…',
  code: 'BDG-7K3M-Q2TX-9V',
  'public-address': 'https://kinerja.example.go.id/',
};

/** The words that a pattern lists: `steps` and `all` of `/^(steps|all)?$/`. */
export const listedValues = ({ source }: RegExp): readonly string[] =>
  /^\^\(([\w|-]+)\)\??\$$/.exec(source)?.[1]?.split('|') ?? [];

/** What is shown of an attribute as right: the values there are, or one that would do. */
export const exampleOf = (name: string, pattern: RegExp): string => {
  const listed = listedValues(pattern);
  return listed.length > 0 ? listed.join(', ') : (EXAMPLES[name] ?? pattern.source);
};
