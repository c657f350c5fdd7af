import type { SignInWords } from './id.ts';

export const signInEn: SignInWords = {
  code: 'en',
  signIn: (region) => `Sign in with the account of ${region}`,
  by: (host) => `by ${host}`,
  coming: 'Signing in…',
  again: 'Your session has ended. Sign in again; what you typed is still in this tab.',
  refused: (region) =>
    `The provider knows you, but you cannot come in here yet: the employee number of that account is not among the staff of ${region}, or the account was revoked. Ask the personnel administrator.`,
  failed: 'You are not signed in yet.',
  denied: (why) => `The provider refused: ${why}.`,
  away: (host, origin) =>
    `${host} cannot be reached from this browser. Check the network; if it stays so, the administrator has to allow the origin ${origin} (CORS) there.`,
  elsewhere: (endpoint) =>
    `The provider has another address for its tokens (${endpoint}), which this page may not ask. Tell the administrator.`,
  mismatch: 'The answer of the provider is not to what this tab has asked. Try again.',
  noStorage: 'This browser keeps pages from storing anything (sessionStorage), which signing in needs.',
  unsafe: 'Signing in with an account needs an https address.',
};
