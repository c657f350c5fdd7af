let gatewayOfScript: string | null = null;

/**
 * Told once by the entry file, which alone knows where it came from: `https://host/path/widgets/<version>/kinerja.js` was
 * served by the gateway at `https://host/path/`; a file elsewhere tells nothing.
 */
export function setScriptAddress(address: string): void {
  gatewayOfScript = /^(.*\/)widgets\/[^/]+\/[^/]+$/.exec(address)?.[1] ?? null;
}

/** The gateway's address with a final slash: the attribute's, else the script's own. Null when it is no address. */
export function gatewayAddress(attribute: string | null): string | null {
  if (!attribute) return gatewayOfScript;
  try {
    const { protocol, href } = new URL(attribute, document.baseURI);
    return /^http/.test(protocol) ? href.replace(/\/*$/, '/') : null;
  } catch {
    // Not an address at all: the doctor names it on the page.
    return null;
  }
}
