import type { Pool } from 'pg';
import { verifyTrail } from './verify-trail.ts';

/** The end of an audit trail, as somebody wrote it down. */
export interface TrailEnd {
  /** Events in the chain. */
  readonly events: number;
  /** Hash of the chain at its end, hexadecimal. */
  readonly head: string;
}

/** What is wrong with the trail of the bound tenant, computed anew, that should end like this; null when nothing is. */
export const wrongWithTrail = async (pool: Pool, end: TrailEnd | null): Promise<string | null> => {
  const { fault, events, head } = await verifyTrail(pool);
  if (fault !== null) return `tidak utuh sejak peristiwa ke-${fault.position}`;
  if (events === (end?.events ?? 0) && (end === null || end.head === head)) return null;
  return `berakhir pada peristiwa ke-${events}, seharusnya ke-${end?.events ?? 0} dengan hash yang dicatat`;
};
