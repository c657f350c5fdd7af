import { type Exchange, send } from './exchange.ts';
import type { WidgetVersions } from './widget-versions.ts';

/** Sends `/widgets/versions.json`: which versions there are and which is the newest release, for pages and for the doctor. */
export const createWidgetCatalogue = ({ latest, all }: WidgetVersions) => {
  const versions = Object.fromEntries([...all].map(([version, { isReleased }]) => [version, { isReleased }]));
  const body = `${JSON.stringify({ latest, versions }, null, 2)}\n`;
  return (exchange: Exchange): void =>
    send(
      exchange,
      200,
      {
        'Content-Type': 'application/json; charset=utf-8',
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'public, max-age=300',
      },
      body,
    );
};
