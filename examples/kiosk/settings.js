// What the staff set up on this device, once. It stays in the browser; the token is in no address, and no page shows it again.
const KEY = 'kinerja-kiosk';

/** `{ service, place, layout, token, pin }`; null while nothing was set up. */
export const readSettings = () => JSON.parse(localStorage.getItem(KEY) ?? 'null');

export const keepSettings = (settings) => localStorage.setItem(KEY, JSON.stringify(settings));

/** What the web admin set for all devices: `{ widgets, gateway, service, siteKey }`. */
export const readSite = async () => (await fetch('kiosk.json')).json();

/** Where a file of the family lies: all of them are beside `kinerja.js`. */
export const addressOf = ({ widgets }, name) => new URL(name, new URL(widgets, location.href)).href;
