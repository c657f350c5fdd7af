/** Asks the database. */
export type Inspect = <Row>(statement: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

interface ClosedMonth {
  readonly period: string;
  readonly published: number;
  readonly counted: number;
}

/** Closed months whose published figure has not the ratings that count in them, in words. */
export const findMiscounted = async (inspect: Inspect): Promise<readonly string[]> => {
  const months = await inspect<ClosedMonth>(
    `select period,
            (select coalesce(sum(ratings), 0)::integer from figure
             where scope = 'UNIT' and period = period_closure.period and version > 0) as published,
            (select count(*)::integer from feedback
             where kind = 'RATING' and to_char(counted_on, 'YYYY-MM') = period_closure.period) as counted
     from period_closure where period like '____-__' and period !~ '[QS]'`,
  );
  return months
    .filter(({ published, counted }) => published !== counted)
    .map(
      ({ period, published, counted }) => `${period} was closed with ${published} ratings, and ${counted} count in it`,
    );
};

/** All that was published of closed periods, by its place. */
const readClosed = async (inspect: Inspect): Promise<ReadonlyMap<string, string>> => {
  const rows = await inspect<{ place: string; content: string }>(
    `select concat_ws(' ', scope, scope_id, period, questionnaire_key, questionnaire_version, version) as place,
            to_jsonb(figure)::text as content
     from figure where version > 0`,
  );
  return new Map(rows.map(({ place, content }) => [place, content]));
};

/** Remembers each closed figure as it was first seen; gives those that have changed since, in words. */
export const watchClosedFigures = (inspect: Inspect): (() => Promise<readonly string[]>) => {
  const first = new Map<string, string>();
  return async () => {
    const changed: string[] = [];
    for (const [place, content] of await readClosed(inspect)) {
      const earlier = first.get(place);
      if (earlier === undefined) first.set(place, content);
      else if (earlier !== content) changed.push(`a closed figure has changed: ${earlier} became ${content}`);
    }
    return changed;
  };
};
