let gatewayOfScript: string | null = null;

/**
 * Told once by the entry file, which alone knows where it came from: `https://host/path/widgets/<version>/kinerja.js` was
 * served by the gateway at `https://host/path/`; a file elsewhere tells nothing.
 */
export function setScriptAddress(address: string): void {
  gatewayOfScript = /^(.*\/)widgets\/[^/]+\/[^/]+$/.exec(address)?.[1] ?? null;
}

/**
 * The gateway's address with a final slash: the attribute's, else the script's own. Null when it cannot be used: it is no
 * address, or a page on https names a gateway on http, which browsers block.
 */
export function gatewayAddress(attribute: string | null): string | null {
  if (!attribute) return gatewayOfScript;
  try {
    const { protocol, origin, pathname, hostname } = new URL(attribute, document.baseURI);
    const blocked = location.protocol === 'https:' && protocol === 'http:' && !/^(localhost|127\.)/.test(hostname);
    return /^https?:$/.test(protocol) && !blocked ? origin + pathname.replace(/\/*$/, '/') : null;
  } catch {
    // Not an address at all: the attribute rules name it on the page.
    return null;
  }
}
