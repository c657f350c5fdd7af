/** A test that an engine does not run, or a whole file of them. */
export interface Gap {
  readonly engine: 'firefox';
  /** In this folder. */
  readonly file: string;
  /** Its title; without one it is the whole file. */
  readonly test?: string;
  readonly reason: string;
}

/** What runs in Chromium only; docs/browsers.md shows it. WebKit has a smaller set of its own, in test/webkit. */
export const GAPS: readonly Gap[] = [
  {
    engine: 'firefox',
    file: 'real-gateway.test.ts',
    reason: 'It tests the gateway behind the widgets, which starts with all demonstration data, and costs a minute.',
  },
  {
    engine: 'firefox',
    file: 'simpeg-portal.test.ts',
    reason: 'It tests the portal’s server and its sign-in, on such a gateway, and costs a minute.',
  },
];
