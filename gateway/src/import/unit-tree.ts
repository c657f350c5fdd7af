/** A unit of SIASN as far as the tree goes. */
export interface TreeUnit {
  readonly siasnId: string;
  readonly name: string;
  /** Null at the top. */
  readonly parentSiasnId: string | null;
}

/**
 * Units that lead back to themselves, each with the names on the way round.
 *
 * @param units all of them, by their id; a parent that is not among them is the end of the way.
 */
export const findCircles = (units: ReadonlyMap<string, TreeUnit>): ReadonlyMap<string, readonly string[]> => {
  const circles = new Map<string, readonly string[]>();
  const isClear = new Set<string>();
  for (const start of units.values()) {
    const way: TreeUnit[] = [];
    const places = new Map<string, number>();
    let unit: TreeUnit | undefined = start;
    while (unit !== undefined && !isClear.has(unit.siasnId) && !places.has(unit.siasnId)) {
      places.set(unit.siasnId, way.length);
      way.push(unit);
      unit = unit.parentSiasnId === null ? undefined : units.get(unit.parentSiasnId);
    }
    const from = unit === undefined ? undefined : places.get(unit.siasnId);
    const ring = from === undefined ? [] : way.slice(from);
    for (const member of ring)
      circles.set(
        member.siasnId,
        [...ring, ring[0] ?? member].map(({ name }) => name),
      );
    for (const { siasnId } of way) isClear.add(siasnId);
  }
  return circles;
};
