import type { KinerjaSubmitEvent } from '../events.ts';
import type { Delivery } from '../outbox.ts';
import type { RatingForm } from '../rating-form/rating-form.ts';
import { html, languageOf, outboxParcels, render } from '../toolkit.ts';
import { guardScreen } from './guard-screen.ts';
import { kioskView } from './kiosk-view.ts';
import { dropDelivered, queueSentences, takeUpAgain } from './queue.ts';
import { KinerjaRestartEvent } from './restart-event.ts';
import { elapsed, prolonged, START, type Stage, sent, type Times, touched } from './stage.ts';
import { wordsFor } from './words.ts';

const TICK_MS = 1_000;
/** A form that could not load its questions asks again, because nobody at a counter will. */
const ASK_AGAIN_MS = 30_000;
/** Ratings that wait are not woken more often, however many get through. */
const WAKE_MS = 60_000;

/** What somebody does who is still there. */
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'input', 'wheel'];

/** A number of seconds from an attribute; the usual one when there is none or it is less than people need. */
function seconds(form: RatingForm, name: string, { usual, least }: { usual: number; least: number }): number {
  const given = Number(form.getAttribute(name) ?? Number.NaN);
  return given >= least ? given : usual;
}

/** The visitor can put it right; what the gateway says of the device he cannot. */
const isForVisitor = ({ refusal }: Delivery): boolean =>
  refusal?.__typename === 'InvalidInput' &&
  refusal.issues.every(({ path }) => /^(answers|comment|respondent)\b/.test(path));

/**
 * A rating form that stands at a counter: it fills the screen, asks who is silent whether he is still there, thanks, and begins
 * anew without a trace of the last visitor. Ratings wait in the outbox for days if need be; the staff read how many.
 *
 * @attr idle-seconds - Silence after which the screen begins anew; the last twenty seconds are counted down. 45 by default.
 * @attr repeat-seconds - Least time from one rating to the next. 5 by default.
 * @attr thanks-seconds - How long the thanks and the receipt stay. 20 by default.
 * @fires {KinerjaRestartEvent} kinerja-restart - The screen is at its beginning.
 * @csspart thanks - The thanks with the receipt.
 * @csspart queue - What waits on the device, for the staff.
 */
export class Kiosk {
  private readonly form: RatingForm;
  private readonly layer = document.createElement('div');
  private readonly closing = new AbortController();
  private readonly ticking = setInterval(() => this.tick(), TICK_MS);
  private stage: Stage = START;
  /** The rating that this visitor sent. */
  private givenKey: string | undefined;
  private hasReceipt = false;
  /** Had the focus when the question came. */
  private interrupted: HTMLElement | null = null;
  private askedAt = 0;
  private wokenAt = Number.NEGATIVE_INFINITY;

  constructor(form: RatingForm) {
    const { signal } = this.closing;
    this.form = form;
    this.layer.className = 'root kiosk';
    // Before what the form renders, which it therefore never touches.
    form.shadowRoot?.prepend(this.layer);
    if (form.layout === 'all') form.layout = 'steps';
    for (const type of SIGNS_OF_LIFE)
      form.addEventListener(type, (event) => this.notice(event), { signal, passive: true });
    form.addEventListener('kinerja-submit', (event) => queueMicrotask(() => this.follow(event)), { signal });
    for (const type of ['kinerja-success', 'kinerja-error', 'kinerja-load'])
      form.addEventListener(type, () => this.tick(), { signal });
    // Left for another page, the screen must not come back as it was.
    addEventListener('pagehide', () => void this.restart(), { signal });
    guardScreen(form, signal);
    // Else the browser may throw the queue away when the disk is full; refused, it is as safe as before.
    void navigator.storage?.persist?.();
    this.tick();
  }

  get isOpen(): boolean {
    return !this.closing.signal.aborted;
  }

  close(): void {
    clearInterval(this.ticking);
    this.closing.abort();
    this.layer.remove();
  }

  private get times(): Times {
    const { form } = this;
    return {
      idle: seconds(form, 'idle-seconds', { usual: 45, least: 25 }),
      repeat: seconds(form, 'repeat-seconds', { usual: 5, least: 0 }),
      thanks: seconds(form, 'thanks-seconds', { usual: 20, least: 5 }),
    };
  }

  /** Somebody is there. What is pressed in the layer has a meaning of its own. */
  private notice(event: Event): void {
    if (event.composedPath().includes(this.layer)) return;
    this.stage = touched(this.stage, performance.now(), this.times);
    this.renderLayer();
  }

  /** Goes on where the question came in between. */
  private stay(): void {
    this.stage = touched(this.stage, performance.now(), this.times);
    this.renderLayer();
    this.interrupted?.focus();
  }

  /** The rating was sent, unless the page would not have it. */
  private follow({ defaultPrevented, input }: KinerjaSubmitEvent): void {
    if (defaultPrevented) return;
    this.givenKey = input.submissionKey;
    this.hasReceipt = false;
    this.stage = sent(performance.now(), this.times);
    this.renderLayer();
    this.focusOn('thanks');
  }

  private tick(): void {
    const { form } = this;
    if (!form.isConnected || form.mode !== 'kiosk') {
      this.close();
      return;
    }
    this.takeCareOfQueue();
    this.lookAtDelivery();
    const now = performance.now();
    // Who has the questions read to him is not silent.
    if (this.stage.name === 'filling' && globalThis.speechSynthesis?.speaking)
      this.stage = touched(this.stage, now, this.times);
    const next = elapsed(this.stage, now);
    if (next === 'restart') {
      void this.restart();
      return;
    }
    if (next.name !== this.stage.name) this.interrupted = form.shadowRoot?.activeElement as HTMLElement | null;
    this.stage = next;
    this.askAgain(now);
    this.renderLayer();
  }

  private takeCareOfQueue(): void {
    const parcels = outboxParcels();
    const isDelivering = parcels.some(({ delivery }) => delivery.receipt);
    const isWaiting = parcels.some(({ delivery }) => delivery.waiting?.reason === 'network');
    if (isDelivering && isWaiting && performance.now() - this.wokenAt > WAKE_MS) {
      this.wokenAt = performance.now();
      // One got through, so the network is back; a router that had lost its line never says so.
      dispatchEvent(new Event('online'));
    }
    takeUpAgain(this.form.deviceToken);
    dropDelivered(this.givenKey);
  }

  private get delivery(): Delivery {
    return outboxParcels().find(({ submission }) => submission.key === this.givenKey)?.delivery ?? {};
  }

  private lookAtDelivery(): void {
    if (this.stage.name !== 'done') return;
    const now = performance.now();
    const { delivery } = this;
    if (delivery.receipt && !this.hasReceipt) {
      this.hasReceipt = true;
      this.stage = prolonged(this.stage, now, this.times);
    }
    if (isForVisitor(delivery)) {
      this.stage = touched(START, now, this.times);
      this.renderLayer();
      this.focusOn('mistakes');
    }
  }

  private askAgain(now: number): void {
    const { operation } = this.form;
    if (!operation.state.error || now - this.askedAt < ASK_AGAIN_MS) return;
    this.askedAt = now;
    operation.retry();
  }

  private async restart(): Promise<void> {
    const { form } = this;
    this.stage = START;
    this.givenKey = undefined;
    globalThis.speechSynthesis?.cancel();
    getSelection()?.removeAllRanges();
    this.renderLayer();
    form.restart();
    // All that is on the page is made anew: of an old field the browser may know what was typed there, or chosen.
    if (form.shadowRoot) render(html``, form.shadowRoot);
    await form.requestUpdate();
    dropDelivered(undefined);
    (form.shadowRoot?.activeElement as HTMLElement | null)?.blur();
    this.renderLayer();
    form.scrollTop = 0;
    scrollTo(0, 0);
    form.dispatchEvent(new KinerjaRestartEvent());
  }

  private renderLayer(): void {
    const { form, layer, stage, givenKey, delivery } = this;
    const code = languageOf(form);
    layer.lang = code;
    const others = outboxParcels().filter(({ submission }) => submission.key !== givenKey);
    const view = kioskView({
      words: wordsFor(code),
      stage,
      now: performance.now(),
      delivery,
      queue: queueSentences(form, others),
      stay: () => this.stay(),
      restart: () => void this.restart(),
      prolong: () => {
        this.stage = prolonged(this.stage, performance.now(), this.times);
        this.renderLayer();
      },
    });
    render(view, layer, { host: layer });
    layer.classList.toggle('done', stage.name === 'done');
    // What the browser remembers of a form is remembered for the next visitor.
    form.shadowRoot?.querySelector('form')?.setAttribute('autocomplete', 'off');
    showDialog(layer.querySelector('dialog'));
  }

  private focusOn(id: string): void {
    this.form.shadowRoot?.getElementById(id)?.focus();
  }
}

/** Over everything where the browser can; an older one shows it where it stands. */
function showDialog(dialog: HTMLDialogElement | null): void {
  if (!dialog || dialog.hasAttribute('open')) return;
  if (dialog.showModal) dialog.showModal();
  else dialog.setAttribute('open', '');
}
