import { scriptAddress } from './script-address.ts';

/** Imports a file of the family from beside the one that the page has loaded. */
export const importFile = (name: string): Promise<unknown> =>
  import(/* @vite-ignore */ scriptAddress.replace(/[^/]*$/, `${name}.js`));
