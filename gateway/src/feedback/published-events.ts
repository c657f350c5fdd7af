import type { AnnouncedEvent } from '../audit/announce-event.ts';
import type { Period } from '../domain/period.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { FigureRow } from './figure-cells.ts';

/** Units that one event names: a message stays a few kilobytes long. */
const UNITS_PER_EVENT = 200;

/** A figure that is new or has changed, and why. */
export type PublishedFigure = Pick<FigureRow, 'scope' | 'scopeId' | 'period' | 'reason'>;

/** What other systems are told of figures that are new or have changed: which units to ask for again, and why. */
export const publishedEvents = (tenantId: string, figures: readonly PublishedFigure[]): readonly AnnouncedEvent[] => {
  const together = new Map<string, { period: Period; reason: string | null; units: Set<string> }>();
  for (const { scope, scopeId, period, reason } of figures) {
    if (scope !== 'UNIT') continue;
    const name = `${period} ${reason ?? ''}`;
    const group = together.get(name) ?? { period, reason, units: new Set<string>() };
    together.set(name, group);
    group.units.add(encodeGlobalId({ type: 'Unit', tenantId, id: scopeId }));
  }
  return [...together.values()].flatMap(({ period, reason, units }) => {
    const ids = [...units];
    return Array.from({ length: Math.ceil(ids.length / UNITS_PER_EVENT) }, (_, part): AnnouncedEvent => {
      const unitIds = ids.slice(part * UNITS_PER_EVENT, (part + 1) * UNITS_PER_EVENT);
      return { type: 'figure.published', data: { period, reason, unitIds } };
    });
  });
};
