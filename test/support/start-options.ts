import { readFileSync } from 'node:fs';

/** Options that `pnpm start` gives Node. */
export const startOptions = (): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  return scripts.start.match(/--\S+/g) ?? [];
};
