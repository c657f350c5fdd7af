/** Something that stands under a heading; all heights in pixels. */
export interface Item {
  readonly height: number;
  /** Which heading it stands under. */
  readonly group: number;
  /** Of that heading, which each page repeats. */
  readonly headingHeight: number;
}

/** The page of each item, from 0: as many on each as there is room for, and at least one. */
export function paginate(items: readonly Item[], room: number): number[] {
  const pages: number[] = [];
  let page = 0;
  let taken = 0;
  let group: number | undefined;
  for (const item of items) {
    const heading = item.group === group ? 0 : item.headingHeight;
    if (group !== undefined && taken + heading + item.height > room) {
      page += 1;
      taken = item.headingHeight + item.height;
    } else taken += heading + item.height;
    group = item.group;
    pages.push(page);
  }
  return pages;
}
