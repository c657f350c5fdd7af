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
  {
    engine: 'firefox',
    file: 'footprint.test.ts',
    reason: 'It counts nodes, listeners and memory by the DevTools protocol.',
  },
  {
    engine: 'firefox',
    file: 'lost-power.test.ts',
    reason: 'It kills the browser and takes its room away, by the DevTools protocol.',
  },
  {
    engine: 'firefox',
    file: 'frozen-pages.test.ts',
    reason: 'It tests what the gateway serves for old releases; that is the same in each browser.',
  },
  {
    engine: 'firefox',
    file: 'posters.test.ts',
    reason: 'It tests what a printer and a scanner see of the gateway’s posters.',
  },
  {
    engine: 'firefox',
    file: 'kiosk-app.test.ts',
    reason: 'It kills and starts a browser with a profile of its own, by flags of Chromium.',
  },
  {
    engine: 'firefox',
    file: 'live-board.test.ts',
    reason: 'It turns the visitor’s clock on an open page.',
  },
  {
    engine: 'firefox',
    file: 'every-state.test.ts',
    reason: 'It changes forced colours, zoom and the visitor’s clock on an open page.',
  },
  {
    engine: 'firefox',
    file: 'screen-reader.test.ts',
    reason: 'It reads the tree for screen readers by the DevTools protocol.',
  },
  {
    engine: 'firefox',
    file: 'print.test.ts',
    reason: 'It prints to PDF, which playwright-core does in Chromium only.',
  },
  {
    engine: 'firefox',
    file: 'host-page.test.ts',
    test: 'without JavaScript',
    reason: 'JavaScript cannot be switched off there by the protocol that drives it.',
  },
  {
    engine: 'firefox',
    file: 'kiosk.test.ts',
    test: 'of five days and 200 ratings is delivered once each, with the time at which each was given',
    reason: 'It takes more than a minute there; delivery after days is tested there by outbox.test.ts.',
  },
  {
    engine: 'firefox',
    file: 'plain-form.test.ts',
    test: 'in Javanese a rating is given and receipted without JavaScript',
    reason: 'JavaScript cannot be switched off there by the protocol that drives it.',
  },
  {
    engine: 'firefox',
    file: 'plain-form.test.ts',
    test: 'a report is written and followed without JavaScript',
    reason: 'JavaScript cannot be switched off there by the protocol that drives it.',
  },
  {
    engine: 'firefox',
    file: 'plain-form.test.ts',
    test: 'without JavaScript another language is one tap away, and each link is large enough for a finger',
    reason: 'JavaScript cannot be switched off there by the protocol that drives it.',
  },
  {
    engine: 'firefox',
    file: 'plain-receipt.test.ts',
    reason: 'Its colour scheme changes on an open page, which Firefox ESR learns only at its start.',
  },
];
