import type { UnitLeaderboard } from '../unit-leaderboard/unit-leaderboard.ts';
import { type Item, paginate } from './paginate.ts';

/** Five units are read in this time, and found again. */
const TURN_MS = 15_000;
/** A pointer that is left alone is out of the way. */
const STILL_MS = 3000;

const heightOf = (element: Element) => element.getBoundingClientRect().height;
const sum = (heights: readonly number[]) => heights.reduce((all, height) => all + height, 0);

/** A board on a screen in an office: as many units as fit, page after page, and whatever else it says on pages of its own. */
export class Screen {
  page = 0;
  pages = 1;
  private readonly board: UnitLeaderboard;
  private readonly layer: HTMLElement;
  private turnedAt = performance.now();
  private movedAt = performance.now();
  private shown: unknown;
  /** What stands on which page. */
  private places = new Map<HTMLElement, number>();

  constructor(board: UnitLeaderboard, layer: HTMLElement, signal: AbortSignal) {
    this.board = board;
    this.layer = layer;
    layer.classList.add('tv');
    addEventListener(
      'pointermove',
      () => {
        this.movedAt = performance.now();
        layer.classList.remove('still');
      },
      { signal },
    );
    const keepOn = () => void keepScreenOn(signal);
    document.addEventListener('visibilitychange', keepOn, { signal });
    keepOn();
    // The window changes, or what stands below gets more lines.
    const sizes = new ResizeObserver(() => this.layOut());
    if (this.root) sizes.observe(this.root);
    signal.addEventListener('abort', () => {
      sizes.disconnect();
      this.showAll();
    });
  }

  /** What the board itself has rendered. */
  private get root(): HTMLElement | null {
    return this.board.shadowRoot?.querySelector<HTMLElement>('.root:not(.live)') ?? null;
  }

  tick(isPaused: boolean): void {
    const now = performance.now();
    this.layer.classList.toggle('still', now - this.movedAt > STILL_MS);
    // Another answer, or the first one.
    if (this.shown !== this.board.operation.state.answer) this.layOut();
    if (isPaused) this.turnedAt = now;
    else if (now - this.turnedAt >= TURN_MS) this.turn(1);
  }

  turn(step: number): void {
    this.turnedAt = performance.now();
    this.page = (this.page + step + this.pages) % this.pages;
    this.show();
  }

  /** Finds out what fits. */
  layOut(): void {
    const { root } = this;
    if (!root) return;
    this.shown = this.board.operation.state.answer;
    this.showAll();
    const heading = root.querySelector('h2');
    const period = heading?.nextElementSibling;
    const table = root.querySelector('table');
    const bottom = Math.max(...[heading, period].map((element) => element?.getBoundingClientRect().bottom ?? 0));
    const room = root.getBoundingClientRect().bottom - Number.parseFloat(getComputedStyle(root).paddingBottom) - bottom;
    const groups = [...(table?.tBodies ?? [])];
    const rows = groups.flatMap((group) => [...group.rows].slice(1));
    const rowItems = groups.flatMap((group, at): Item[] => {
      const [title, ...others] = [...group.rows].map(heightOf);
      return others.map((height) => ({ height, group: at, headingHeight: title ?? 0 }));
    });
    const others = [...root.querySelectorAll<HTMLElement>('h2 ~ p, li')].filter((element) => element !== period);
    const title = root.querySelector<HTMLElement>('h3');
    const otherItems = others.map((element): Item => {
      const isListed = element.localName === 'li';
      return {
        height: heightOf(element),
        group: Number(isListed),
        headingHeight: isListed && title ? heightOf(title) : 0,
      };
    });
    const aboveRows = sum([table?.caption, table?.tHead].flatMap((element) => (element ? [heightOf(element)] : [])));
    const pagesOfRows = paginate(rowItems, room - aboveRows);
    const pagesOfOthers = paginate(otherItems, room);
    const afterRows = Math.max(-1, ...pagesOfRows) + 1;
    this.pages = Math.max(1, afterRows + Math.max(-1, ...pagesOfOthers) + 1);
    this.page = Math.min(this.page, this.pages - 1);
    this.places = new Map([
      ...rows.map((row, at) => [row, pagesOfRows[at] ?? 0] as const),
      ...others.map((element, at) => [element, afterRows + (pagesOfOthers[at] ?? 0)] as const),
    ]);
    this.show();
  }

  private show(): void {
    for (const [element, page] of this.places) element.hidden = page !== this.page;
    for (const group of this.root?.querySelectorAll<HTMLElement>('tbody, table, ul') ?? [])
      group.hidden = ![...this.places].some(([element, page]) => page === this.page && group.contains(element));
    const title = this.root?.querySelector<HTMLElement>('h3');
    if (title) title.hidden = this.root?.querySelector('ul')?.hidden ?? true;
  }

  private showAll(): void {
    for (const element of this.root?.querySelectorAll<HTMLElement>('[hidden]') ?? []) element.hidden = false;
  }
}

async function keepScreenOn(signal: AbortSignal): Promise<void> {
  if (document.hidden) return;
  try {
    const lock = await navigator.wakeLock?.request('screen');
    signal.addEventListener('abort', () => void lock?.release());
  } catch {
    // Refused, or not there: the screen goes dark as the computer is set up.
  }
}
