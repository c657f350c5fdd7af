/** The zones of Indonesia are known by their Indonesian names (WIB, WITA, WIT), which no other language's data have. */
const ZONES_IN = 'id';

/** Date and time of day in the region's own zone, which is named. */
export const instantInWords = (instant: Date, lang: string, timeZone: string): string => {
  const partsIn = (language: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone }).formatToParts(instant);
  const zone = partsIn(ZONES_IN).find(({ type }) => type === 'timeZoneName')?.value;
  return partsIn(lang)
    .map(({ type, value }) => (type === 'timeZoneName' ? (zone ?? value) : value))
    .join('');
};

/** `2026-10-12` in words. */
export const dayInWords = (day: string, lang: string): string =>
  new Intl.DateTimeFormat([lang, 'id'], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
