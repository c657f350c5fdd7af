import { localesOf } from '../toolkit.ts';

/** Day, hour and minute on the clocks of a zone, which are named. */
export const formatMinute = (at: string, texts: Parameters<typeof localesOf>[0], timeZone: string): string =>
  new Date(at).toLocaleString(localesOf(texts), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
