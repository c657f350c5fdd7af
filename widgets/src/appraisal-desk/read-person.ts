import {
  ScorecardOperation,
  type ScorecardQuery,
  ScorecardsOperation,
  type ScorecardsQuery,
} from '@kinerja/schema/operations';
import type { PortalSession } from '../portal/portal-session.ts';
import { GatewayError } from '../toolkit.ts';

export type Viewer = NonNullable<ScorecardsQuery['viewer']>;
export type Card = NonNullable<ScorecardQuery['appraisal']>;

/** What somebody has to do with, and the appraisal that is open. */
export interface PersonAnswer {
  readonly viewer: Viewer;
  readonly card: Card | null;
}

export interface PersonQuestion {
  readonly gateway: string;
  readonly lang: string;
  /** Period of one's own appraisal that opens first; null for the latest. */
  readonly period: string | null;
  /** Id of the appraisal to show; null for none, undefined for one's own. */
  readonly chosen: string | null | undefined;
}

/** The appraisal that opens first: of the period asked for, else the latest. */
const firstOf = ({ own }: Viewer, period: string | null): Viewer['own'][number] | undefined =>
  period ? own.find((one) => one.period === period) : own[0];

/** Reads in the name of a person what she has to do with. */
export async function readPerson(
  session: PortalSession,
  { gateway, lang, period, chosen }: PersonQuestion,
): Promise<PersonAnswer> {
  const { viewer } = await session.request(ScorecardsOperation, { lang }, gateway);
  if (!viewer) throw new GatewayError('unknown');
  const id = chosen === undefined ? firstOf(viewer, period)?.id : chosen;
  const found = id ? await session.request(ScorecardOperation, { id, lang }, gateway) : null;
  return { viewer, card: found?.appraisal ?? null };
}
