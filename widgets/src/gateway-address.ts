import { scriptAddress } from './script-address.ts';

/**
 * The gateway's address with a final slash: the attribute's, else that of the gateway which served the script at
 * `https://host/path/widgets/<version>/kinerja.js`. Null when it is no address, and when the script came from elsewhere.
 */
export function gatewayAddress(attribute: string | null): string | null {
  if (!attribute) return (scriptAddress && /^(.*\/)widgets\/[^/]+\/[^/]+$/.exec(scriptAddress)?.[1]) || null;
  try {
    const { protocol, href } = new URL(attribute, document.baseURI);
    return /^http/.test(protocol) ? href.replace(/\/*$/, '/') : null;
  } catch {
    // Not an address at all: the doctor names it on the page.
    return null;
  }
}
