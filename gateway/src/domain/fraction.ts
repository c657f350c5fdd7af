import Fraction from 'fraction.js';
import { type Language, languageOf } from './text.ts';

/** An exact rational number on big integers: what every official figure is computed with until its one rounding. */
export { Fraction };

/**
 * The one rounding of the product: half-up to two decimals, from the exact value.
 * Grades, bands and orders look only at the published figure (PermenPANRB 14/2017 prints its bounds with two decimals,
 * and 76.605 lies between two of them).
 */
export function publish(exact: Fraction): number {
  return roundTo(exact, 2);
}

/** Rounded half-up from its exact value; of a published figure only by `publish`. */
export function roundTo(exact: Fraction, decimals: number): number {
  return Number(roundHalfUp(exact, decimals)) / 10 ** decimals;
}

/**
 * A number in the reader's notation: `91,48` and `4.274` in Indonesian, Sundanese and Javanese, `91.48` and `4,274` in English.
 * A fraction is rounded half-up from its exact value, a float as it stands.
 */
export function formatNumber(value: Fraction | number, decimals: number, lang?: string | null): string {
  if (typeof value === 'number') return formatter(decimals, lang).format(value);
  return formatScaled(roundHalfUp(value, decimals), decimals, lang);
}

/** Stands where digits of a number are left out. */
export const CUT = '…';

/**
 * Like `formatNumber`, but cut instead of rounded, with `CUT` when digits are missing. Rounding the cut figure by hand gives the
 * same result as rounding the exact one, so a reader can finish the sum from here.
 */
export function formatCut(value: Fraction, decimals: number, lang?: string | null): string {
  const scaled = value.mul(10n ** BigInt(decimals));
  if (scaled.d === 1n) return formatNumber(value, fewestDecimals(value, decimals), lang);
  return `${formatScaled(integerOf(scaled.floor()), decimals, lang)}${CUT}`;
}

function roundHalfUp(value: Fraction, decimals: number): bigint {
  return integerOf(
    value
      .mul(10n ** BigInt(decimals))
      .add(1n, 2n)
      .floor(),
  );
}

/** `scaled / 10^decimals`, digit by digit: no float comes between. */
function formatScaled(scaled: bigint, decimals: number, lang?: string | null): string {
  const [sign, digits] = scaled < 0n ? ['-', -scaled] : ['', scaled];
  const unit = 10n ** BigInt(decimals);
  const whole = formatter(0, lang).format(digits / unit);
  if (decimals === 0) return sign + whole;
  return sign + whole + DECIMAL_MARK[languageOf(lang)] + String(digits % unit).padStart(decimals, '0');
}

const DECIMAL_MARK: Record<Language, string> = { id: ',', en: '.', su: ',', jv: ',' };

function fewestDecimals(value: Fraction, most: number): number {
  for (let decimals = 0; decimals < most; decimals += 1) {
    if (value.mul(10n ** BigInt(decimals)).d === 1n) return decimals;
  }
  return most;
}

function integerOf({ s, n }: Fraction): bigint {
  return s * n;
}

/** Making a formatter costs more than a hundred uses of it, and a derivation writes a hundred numbers. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(decimals: number, lang?: string | null): Intl.NumberFormat {
  const language = languageOf(lang);
  const key = `${language} ${decimals}`;
  const made =
    formatters.get(key) ??
    new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formatters.set(key, made);
  return made;
}
