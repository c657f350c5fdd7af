/** Address of the file that the page has loaded; empty where an application was bundled with the widgets inside. */
export let scriptAddress = '';

/** Told once by the entry file, which alone knows where it came from. */
export function setScriptAddress(address: string): void {
  scriptAddress = address;
}
