import { type Exchange, send } from './exchange.ts';
import type { TrustedDocuments } from './graphql-documents.ts';
import type { WidgetVersion, WidgetVersions } from './widget-versions.ts';

/**
 * Sends `/widgets/versions.json`: which versions there are and which is the newest release, for pages, the builder and the
 * doctor. `questions` is the id by which the rating form of a version asks for its questions, so that a page that pins it can
 * have them fetched while the script is on its way; null for one that asks otherwise.
 */
export const createWidgetCatalogue = ({ latest, all }: WidgetVersions, documents: TrustedDocuments) => {
  const ids = documents.idsOf('RatingForm');

  const questionsOf = async ({ files }: WidgetVersion) => {
    const script = (await files.get('kinerja.js')?.())?.toString('latin1') ?? '';
    return ids.find((id) => script.includes(id)) ?? null;
  };

  const tell = async () => {
    const told = [...all].map(async ([version, one]) => {
      const { isReleased } = one;
      return [version, { isReleased, questions: await questionsOf(one) }] as const;
    });
    return `${JSON.stringify({ latest, versions: Object.fromEntries(await Promise.all(told)) }, null, 2)}\n`;
  };

  let body: Promise<string> | undefined;

  return async (exchange: Exchange): Promise<void> => {
    body ??= tell().catch((error: unknown) => {
      body = undefined;
      throw error;
    });
    send(
      exchange,
      200,
      {
        'Content-Type': 'application/json; charset=utf-8',
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'public, max-age=300',
      },
      await body,
    );
  };
};
