import type { Attempt, Failure, Provider, Session } from './provider.ts';

/** What the tab keeps of signing in: what was asked, what came of it. */
interface Kept {
  readonly attempt: Attempt;
  readonly session: Session;
  readonly failure: Failure;
}

type OfProvider<Value> = readonly [issuer: string, client: string, value: Value];

const nameOf = (what: keyof Kept): string => `kinerja-sign-in ${what}`;

/** What the tab keeps, of whichever provider; null for nothing. */
const read = <What extends keyof Kept>(what: What): OfProvider<Kept[What]> | null => {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(what)) ?? 'null') as OfProvider<Kept[What]> | null;
  } catch {
    // Of another hand: as if nothing was kept.
    return null;
  }
};

/** Whether the tab keeps it of any provider. */
export const isKept = (what: keyof Kept): boolean => read(what) !== null;

/** What the tab keeps of one provider; null for nothing. */
export function kept<What extends keyof Kept>(what: What, { issuer, client }: Provider): Kept[What] | null {
  const found = read(what);
  return found?.[0] === issuer && found[1] === client ? found[2] : null;
}

/** Keeps it until the tab is closed. */
export function keep<What extends keyof Kept>(what: What, { issuer, client }: Provider, value: Kept[What]): void {
  const entry: OfProvider<Kept[What]> = [issuer, client, value];
  sessionStorage.setItem(nameOf(what), JSON.stringify(entry));
}

export function drop(...what: readonly (keyof Kept)[]): void {
  for (const one of what) sessionStorage.removeItem(nameOf(one));
}
