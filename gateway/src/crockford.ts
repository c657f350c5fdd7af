/** Crockford's base 32: no I, L, O or U, so that a code survives being read aloud or copied by hand. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 5;

/** Bytes as a code: eight characters for five bytes. */
export const toCrockford = (bytes: Uint8Array): string => {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const length = Math.ceil((bytes.length * 8) / BITS);
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text = `${ALPHABET[Number(bits & 31n)]}${text}`;
    bits >>= BigInt(BITS);
  }
  return text;
};

/** A code as somebody sees it, in fours behind the public code of a tenant: `3273-7K3M-9QXT`. */
export const inFours = (prefix: string, code: string): string => [prefix, ...(code.match(/.{4}/g) ?? [])].join('-');

/** What somebody typed, without what is only for the eye. */
const bare = (text: string): string =>
  text
    .slice(0, 60)
    .toUpperCase()
    .replaceAll(/[\s\-_.]/g, '');

/** The letters that people take for digits. */
const withDigits = (code: string): string => code.replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** What somebody typed, as a code is written: any case, spaces and hyphens or none, O for 0, I or L for 1. */
export const plainCode = (text: string): string => withDigits(bare(text));

/**
 * Reads what somebody typed: any case, spaces and hyphens or none, O for 0, I or L for 1. The code may have characters that no
 * code has.
 *
 * @param length of the code; what stands before it is the public code of a tenant.
 */
export const readFours = (
  text: string,
  length: number,
): { readonly prefix: string; readonly code: string } | undefined => {
  const plain = bare(text);
  const code = withDigits(plain.slice(-length));
  const prefix = plain.slice(0, -length);
  return /^[0-9A-Z]{2,8}$/.test(prefix) ? { prefix, code } : undefined;
};

/** Whether a text has the characters of a code only. */
export const isCrockford = (text: string): boolean => [...text].every((character) => ALPHABET.includes(character));

/** The bytes of a code of such characters. */
export const fromCrockford = (code: string): Uint8Array => {
  let bits = 0n;
  for (const character of code) bits = (bits << BigInt(BITS)) | BigInt(ALPHABET.indexOf(character));
  const length = Math.floor((code.length * BITS) / 8);
  return Uint8Array.from({ length }, (_, place) => Number((bits >> BigInt(8 * (length - 1 - place))) & 255n));
};
