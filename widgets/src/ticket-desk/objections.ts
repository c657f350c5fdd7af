import {
  ObjectionsToDecideOperation,
  type ObjectionsToDecideQuery,
  UnitObjectionsOperation,
  type UnitObjectionsQuery,
} from '@kinerja/schema/operations';
import type { PortalSession } from '../portal/portal-session.ts';

export type FigureToObject = NonNullable<UnitObjectionsQuery['viewer']>['figuresToObject'][number];
export type UnitObjection = NonNullable<UnitObjectionsQuery['unit']>['figureObjections'][number];
export type ObjectionToDecide = NonNullable<ObjectionsToDecideQuery['viewer']>['objectionsToDecide'][number];

/** How many figures the gateway lists at most. */
export const MOST_FIGURES = 100;

/** What is listed of objections to published figures. */
export interface Objections {
  readonly toDecide: readonly ObjectionToDecide[];
  readonly figures: readonly FigureToObject[];
  /** As it was asked for: as many figures mean that there are more. */
  readonly count: number;
  /** What the unit objected to. */
  readonly raised: readonly UnitObjection[];
  readonly timeZone: string;
}

interface Asked {
  readonly gateway: string;
  readonly lang: string;
  readonly figures: number;
}

/** What can be objected to in the name of a unit, what was, and what waits for a decision of whoever asks. */
export async function readObjections(
  session: PortalSession,
  unit: string | null,
  { gateway, lang, figures: count }: Asked,
): Promise<Objections> {
  const [deciding, speaking] = await Promise.all([
    session.request(ObjectionsToDecideOperation, { lang }, gateway),
    unit === null ? null : session.request(UnitObjectionsOperation, { unit, count, lang }, gateway),
  ]);
  const toDecide = deciding.viewer?.objectionsToDecide ?? [];
  return {
    toDecide,
    figures: speaking?.viewer?.figuresToObject ?? [],
    count,
    raised: speaking?.unit?.figureObjections ?? [],
    timeZone: (speaking?.unit ?? toDecide[0]?.unit)?.tenant.timeZone ?? 'UTC',
  };
}

/** What an objection to a figure names. */
export const figureGiven = (figure: FigureToObject): Readonly<Record<string, unknown>> => ({
  ...(figure.service ? { serviceId: figure.service.id } : { unitId: figure.unit.id }),
  includeSubunits: figure.includesSubunits,
  period: figure.period,
  questionnaire: figure.questionnaire.key,
  version: figure.version,
});

/** One for each figure and version, for ids within the widget. */
export const figureId = (figure: FigureToObject): string => {
  const { unit, service, includesSubunits, period, questionnaire, version } = figure;
  const scope = includesSubunits ? 'all' : '';
  return [service?.id ?? unit.id, scope, period, questionnaire.key, version].filter(Boolean).join('-');
};
