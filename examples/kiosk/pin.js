// The PIN keeps visitors from the staff's page. It is stored as a salted hash only.
const ROUNDS = 200_000;
const MOST_TRIES = 5;
const PAUSE_MS = 60_000;

/** Kept, so that loading the page anew does not begin to count anew. */
const TRIES = 'kinerja-kiosk-tries';

const toHex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function hashOf(pin, salt) {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(pin), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: encoder.encode(salt), iterations: ROUNDS };
  return toHex(await crypto.subtle.deriveBits(how, key, 256));
}

/** As it is kept. */
export async function sealPin(pin) {
  const salt = toHex(crypto.getRandomValues(new Uint8Array(16)));
  return { salt, hash: await hashOf(pin, salt) };
}

/** What is wrong with a PIN that was entered, in words; empty when it is the right one. */
export async function pinProblem(pin, { salt, hash }) {
  const { tries, pausedUntil } = JSON.parse(localStorage.getItem(TRIES) ?? '{"tries":0,"pausedUntil":0}');
  const wait = Math.ceil((pausedUntil - Date.now()) / 1_000);
  // A clock that was put back does not lock the staff out.
  if (wait > 0 && wait * 1_000 <= PAUSE_MS) return `Terlalu banyak percobaan. Tunggu ${wait} detik.`;
  if ((await hashOf(pin, salt)) === hash) {
    localStorage.removeItem(TRIES);
    return '';
  }
  const isLast = (tries + 1) % MOST_TRIES === 0;
  localStorage.setItem(TRIES, JSON.stringify({ tries: tries + 1, pausedUntil: isLast ? Date.now() + PAUSE_MS : 0 }));
  return 'PIN salah.';
}
