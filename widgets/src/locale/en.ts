import type { Dictionary } from './id.ts';

export const en: Dictionary = {
  code: 'en',
  loading: 'Loading…',
  retry: 'Try again',
  sampleData: 'Sample data',

  failure: {
    network: 'The server cannot be reached. Check your network.',
    status: 'The server cannot serve this now.',
    unknown: 'The server does not know this service or region.',
  },

  admin: 'For the site’s administrator',
  attribute: (written, right) => `${written} cannot be used. It should be ${right}.`,

  question: (number, count) => `Question ${number} of ${count}`,
  optional: 'optional',
  skip: 'Skip — I did not experience this',
  empty: 'Not given',
  back: 'Back',
  next: 'Next',
  comment: 'Comment or suggestion',
  commentHint: 'Please leave out names, phone numbers and identity numbers.',
  commentLeft: (left) => (left < 0 ? `${-left} characters too many` : `${left} characters left`),
  respondent: 'About you',
  respondentHint: 'No name; to see whether everyone is served equally well.',
  required: 'Choose one answer',
  mistakes: 'Something still needs your attention',
  review: 'Check answers',
  change: 'Change',
  send: 'Send',

  sending: 'Sending…',
  kept: { device: 'Saved on this device', memory: 'Keep this page open, the browser refuses to store it' },
  network: 'waiting for the network',
  server: 'waiting for the server',
  retryAt: (time) => `It is sent again by itself at ${time}, or when this page is opened again.`,
  notSent: 'The rating was not sent; the answers are still here.',
  keyReused: 'A rating from this form was recorded with other answers. The first one stands.',
  reopen: 'Open the answers',
  discard: 'Delete from this device',

  thanks: 'Thank you, your rating has been recorded.',
  receiptCode: 'Receipt code',
  receivedAt: (instant) => `Received ${instant}. Keep this code to see what becomes of it.`,
  copy: 'Copy code',
  copied: 'Code copied',
  again: 'Rate again',
};
