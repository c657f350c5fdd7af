/** Whether a text is a plain decimal number of at most twelve digits before and six after the point: `12.5`, `-3`. */
export const isDecimal = (text: string): boolean => /^-?\d{1,12}(\.\d{1,6})?$/.test(text);
