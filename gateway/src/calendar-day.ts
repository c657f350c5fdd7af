import { Temporal } from 'temporal-polyfill';

const DAY = /^20\d{2}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar, `YYYY-MM-DD`, 2000 to 2099. */
export const isDay = (text: string): boolean => {
  try {
    return DAY.test(text) && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false; // a day that does not exist
  }
};
