import { z } from 'zod';
import type { Issue } from './score.ts';

/** Most links with one entry, report or claim. */
export const MAX_LINKS = 10;
const MAX_LENGTH = 2000;

/** Links that may be shown as links, or what is wrong with them. */
export type Evidence =
  | { readonly ok: true; readonly links: readonly string[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Checks links to evidence (bukti dukung): at most ten absolute http(s) addresses without a password, as the browser
 * would write them. Anything else could run code where it is shown, or lead to a file of one machine.
 */
export function parseEvidence(given: readonly string[], path = 'evidence'): Evidence {
  if (given.length > MAX_LINKS)
    return {
      ok: false,
      issues: [{ path, message: `${path}: paling banyak ${MAX_LINKS} tautan; yang diterima ${given.length}.` }],
    };
  const links = given.map(readLink);
  const issues = links.flatMap((link, at) => (link === null ? [wrongLink(given[at] ?? '', `${path}.${at}`)] : []));
  return issues.length > 0 ? { ok: false, issues } : { ok: true, links: links.filter((link) => link !== null) };
}

/** As the browser would write it. */
const WebAddress = z.url({ protocol: /^https?$/, normalize: true }).max(MAX_LENGTH);
const WITH_PASSWORD = /^https?:\/\/[^/?#]*@/;

function readLink(given: string): string | null {
  if (given.length > MAX_LENGTH) return null;
  const { data } = WebAddress.safeParse(given);
  return data === undefined || WITH_PASSWORD.test(data) ? null : data;
}

function wrongLink(given: string, path: string): Issue {
  const shown = JSON.stringify(given.length > 60 ? `${given.slice(0, 60)}…` : given);
  return {
    path,
    message: `${path}: yang diharapkan alamat http:// atau https:// yang lengkap, yang diterima ${shown}.`,
  };
}
