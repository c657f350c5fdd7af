import { encodeQR } from 'qr';

/** Modules that scanners need white around the code. */
const QUIET_ZONE = 4;

/** Where a code stands, its quiet zone included, in the units of the sheet. */
export interface QrPlace {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/**
 * The black modules of a QR code as one path.
 *
 * @param ecc how much of it may be scratched: a quarter, or with `medium` 15 %, in a code of fewer modules.
 */
export const qrOutline = (text: string, ecc: 'medium' | 'quartile', { left, top, side }: QrPlace): string => {
  const rows = encodeQR(text, 'raw', { ecc, border: QUIET_ZONE });
  const module = side / rows.length;
  const at = (modules: number) => Number((modules * module).toFixed(3));
  const outline = rows.flatMap((row, y) =>
    row.flatMap((isBlack, x) => {
      if (!isBlack || row[x - 1] === true) return [];
      const end = row.indexOf(false, x);
      const width = at(end) - at(x);
      return `M${(left + at(x)).toFixed(3)} ${(top + at(y)).toFixed(3)}h${width.toFixed(3)}v${module.toFixed(3)}h${(-width).toFixed(3)}z`;
    }),
  );
  return outline.join('');
};
