import { readAddress } from '../embedding/read-address.ts';
import { html, languageOf, render } from '../toolkit.ts';
import type { UnitLeaderboard } from '../unit-leaderboard/unit-leaderboard.ts';
import { Screen } from './screen.ts';
import { leave, listen } from './stream.ts';
import { liveWords } from './words.ts';

const TICK_MS = 1000;
/** Without news, too: proxies may keep them back. */
const ASK_MS = 5 * 60_000;
/** Where there was no answer. */
const ASK_AGAIN_MS = 30_000;
/** So that a thousand screens do not come at once after one piece of news, and gateways behind one name have all heard it. */
const SPREAD_MS = { least: 1000, most: 5000 };
/** However often figures change. */
const LEAST_GAP_MS = 10_000;
/** Read aloud no more often. */
const ANNOUNCE_MS = 5 * 60_000;
/** A gateway that is silent for longer is as good as gone. */
const PATIENCE_MS = 20_000;
/** A page that stands for months gets its files anew, and the period that runs by then. */
const PAGE_MS = 24 * 60 * 60_000;

type Answer = NonNullable<UnitLeaderboard['operation']['state']['answer']>;

/** Between four and six fifths of it. */
const about = (milliseconds: number) => milliseconds * (0.8 + 0.4 * Math.random());

/**
 * Keeps a board as new as its figures: asks when the gateway tells that they have changed, and every few minutes in any case; not
 * while nobody sees it. What cannot be had leaves the last board as it is.
 *
 * @csspart live - When the board was renewed, and the button that pauses it.
 */
export class Live {
  private readonly board: UnitLeaderboard;
  private readonly layer = document.createElement('div');
  private readonly closing = new AbortController();
  private readonly ticking = setInterval(() => this.tick(), TICK_MS);
  private readonly screen: Screen | null;
  private readonly openedAt = performance.now();
  private readonly heard = () => {
    const { least, most } = SPREAD_MS;
    this.plan(least + (most - least) * Math.random());
  };
  private listeningTo = '';
  private isPaused = false;
  /** The last try failed. */
  private isAway = false;
  private isAsking = false;
  private askAt = performance.now() + about(ASK_MS);
  private askedAt = performance.now();
  private announcedAt = Number.NEGATIVE_INFINITY;
  private answer: Answer | undefined;
  private renewedAt = new Date();

  constructor(board: UnitLeaderboard) {
    const { signal } = this.closing;
    this.board = board;
    this.layer.className = 'root live';
    // Before what the board renders, which it therefore never touches.
    board.shadowRoot?.prepend(this.layer);
    this.screen = board.mode === 'tv' ? new Screen(board, this.layer, signal) : null;
    const lookUp = () => {
      if (!document.hidden) this.askAt = 0;
      this.tick();
    };
    document.addEventListener('visibilitychange', lookUp, { signal });
    addEventListener('online', lookUp, { signal });
    addEventListener('pagehide', () => this.listenTo(''), { signal });
    if (this.screen) addEventListener('keydown', (event) => this.press(event), { signal });
    this.tick();
  }

  get isOpen(): boolean {
    return !this.closing.signal.aborted;
  }

  private close(): void {
    clearInterval(this.ticking);
    this.listenTo('');
    this.closing.abort();
    this.layer.remove();
  }

  private tick(): void {
    const { board } = this;
    if (!board.isConnected || (board.mode === 'tv') !== (this.screen !== null) || !board.mode) {
      this.close();
      // From the screen to the page, or the other way round.
      void board.requestUpdate();
      return;
    }
    const { answer } = board.operation.state;
    if (answer && answer !== this.answer) {
      this.answer = answer;
      this.renewedAt = new Date();
    }
    const question = document.hidden || this.isPaused ? null : board.operation.options.question();
    this.listenTo(question ? `${question.gateway}live?tenant=${encodeURIComponent(question.variables.tenant)}` : '');
    if (question && !this.isAsking && performance.now() >= this.askAt) void this.ask();
    this.screen?.tick(this.isPaused);
    this.renderLayer();
  }

  private listenTo(address: string): void {
    if (address === this.listeningTo) return;
    leave(this.listeningTo, this.heard);
    this.listeningTo = address;
    if (address) listen(address, this.heard);
  }

  /** Asks after this long, or earlier if that was planned before; never too soon after the last time. */
  private plan(milliseconds: number): void {
    const earliest = Math.max(performance.now() + milliseconds, this.askedAt + LEAST_GAP_MS);
    this.askAt = Math.min(this.askAt, earliest);
  }

  private async ask(): Promise<void> {
    const { board } = this;
    const { operation } = board;
    const { options, state } = operation;
    this.askedAt = performance.now();
    this.askAt = Number.POSITIVE_INFINITY;
    if (state.answer) {
      this.isAsking = true;
      const question = options.question();
      const answer = question && (await this.read(question).catch(() => null));
      this.isAsking = false;
      this.setAway(!answer);
      // Meanwhile another board may have been asked for.
      const isAskedFor = JSON.stringify(question) === JSON.stringify(options.question());
      if (answer && isAskedFor) await this.take(answer);
    } else if (state.error) operation.retry();
    this.plan(about(this.isAway || !state.answer ? ASK_AGAIN_MS : ASK_MS));
    // What the gateway has refused is tried again.
    if (this.listeningTo) listen(this.listeningTo, this.heard);
    this.renderLayer();
  }

  /** What the gateway says now; caches on the way are asked whether theirs is still the newest. */
  private async read({
    gateway,
    variables,
  }: NonNullable<ReturnType<UnitLeaderboard['operation']['options']['question']>>) {
    const { operation, pick } = this.board.operation.options;
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const response = await fetch(readAddress(operation, variables, gateway), {
        cache: 'no-cache',
        signal: stop.signal,
      });
      const { data } = await response.json();
      return data ? pick(data) : null;
    } finally {
      clearTimeout(patience);
    }
  }

  private async take(answer: Answer): Promise<void> {
    const { board, screen } = this;
    const { operation } = board;
    const hasChanged = JSON.stringify(answer) !== JSON.stringify(operation.state.answer);
    this.renewedAt = new Date();
    if (hasChanged) {
      operation.state = { answer };
      this.answer = answer;
      board.settled(operation.state);
      if (!screen && performance.now() - this.announcedAt >= ANNOUNCE_MS) {
        this.announcedAt = performance.now();
        board.announce(liveWords[languageOf(board)].renewed(this.time));
      }
      await board.requestUpdate();
      screen?.layOut();
    }
    if (board.dataset['renewPage'] !== undefined && performance.now() - this.openedAt > PAGE_MS)
      if ((await fetch(location.href, { method: 'HEAD' }).catch(() => null))?.ok) location.reload();
  }

  private setAway(isAway: boolean): void {
    if (isAway !== this.isAway && !this.screen)
      this.board.announce(isAway ? liveWords[languageOf(this.board)].away : '');
    this.isAway = isAway;
  }

  private get time(): string {
    return this.renewedAt.toLocaleTimeString([languageOf(this.board), 'id'], {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: this.answer?.timeZone,
      timeZoneName: 'short',
    });
  }

  private pause(): void {
    this.isPaused = !this.isPaused;
    if (!this.isPaused) this.askAt = 0;
    this.tick();
  }

  /** As on a remote control: the arrows turn, space pauses. */
  private press(event: KeyboardEvent): void {
    if (event.composedPath().some((target) => target instanceof HTMLButtonElement)) return;
    const step = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 }[event.key];
    if (step) this.screen?.turn(step);
    else if (event.key === ' ') this.pause();
    else return;
    event.preventDefault();
    this.renderLayer();
  }

  private renderLayer(): void {
    const { board, layer, screen, answer, isPaused, isAway } = this;
    const code = languageOf(board);
    const words = liveWords[code];
    const turn = (step: number, text: string, sign: string) => html`
      <button
        type="button"
        aria-label=${text}
        @click=${() => {
          screen?.turn(step);
          this.renderLayer();
        }}
      >${sign}</button>
    `;
    layer.lang = code;
    layer.hidden = !answer;
    render(
      html`
        <div class="line" part="live">
          <p class="quiet">
            ${isPaused ? words.paused : isAway ? words.away : words.following} ${words.asOf(this.time)}
          </p>
          <div>
            ${
              screen && screen.pages > 1
                ? html`
                  ${turn(-1, words.back, '‹')}<span class="quiet">${words.page(screen.page + 1, screen.pages)}</span>
                  ${turn(1, words.forth, '›')}
                `
                : ''
            }
            <button type="button" @click=${() => this.pause()}>${isPaused ? words.goOn : words.pause}</button>
          </div>
        </div>
      `,
      layer,
      { host: layer },
    );
  }
}
