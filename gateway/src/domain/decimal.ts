/** Whether a text is a plain amount, 0 or more, of at most twelve digits before and six after the point: `12.5`. */
export const isAmount = (text: string | null | undefined): boolean =>
  text != null && /^\d{1,12}(\.\d{1,6})?$/.test(text);

/** What is expected where an amount is not one, for people. */
export const AMOUNT = 'angka 0 atau lebih, misalnya "12.5", paling banyak 12 angka di depan dan 6 di belakang titik';
