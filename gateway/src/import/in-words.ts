const NUMBER = new Intl.NumberFormat('id-ID');
const INDEX = new Intl.NumberFormat('id-ID', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A count with dots between thousands: `12.000`. */
export const count = (number: number): string => NUMBER.format(number);

/** An index with two decimals: `91,48`. */
export const indexText = (index: number): string => INDEX.format(index);

/** `a, b, c`. */
export const listed = (names: Iterable<string>): string => [...names].join(', ');
