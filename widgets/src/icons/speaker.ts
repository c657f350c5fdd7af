import type { Icons } from '../rating-form/form-view.ts';
import { addStyles, html, render } from '../toolkit.ts';
import { iconsStyles } from './icons.styles.ts';
import { voiceFor } from './voice.ts';

/** Languages from the regions await native review. */
const READ_ALOUD: Readonly<Record<string, string>> = {
  id: 'Bacakan',
  en: 'Read aloud',
  su: 'Bacakeun',
  jv: 'Wacakna',
};

/** Old browsers and some kiosks have no voice at all. */
const synthesis = globalThis.speechSynthesis as SpeechSynthesis | undefined;

/** Whose text is being read. */
let reading: Speaker | undefined;

function stopReading(): void {
  reading = undefined;
  synthesis?.cancel();
}

const known = new WeakSet<Node>();

/** What the first speaker of a form brings along: the styles of the layout, and that any other press ends the reading. */
function settleIn(root: Node): void {
  if (known.has(root) || !(root instanceof ShadowRoot)) return;
  known.add(root);
  addStyles(root, iconsStyles);
  root.addEventListener('click', ({ target }) => {
    if (!(target as Element).closest('kinerja-speaker')) stopReading();
  });
}

/** A button that reads a text aloud; it is not there while the device has no voice for the language. */
class Speaker extends HTMLElement {
  static readonly observedAttributes = ['text', 'lang'];
  private readonly arrived = () => this.renderButton();

  connectedCallback(): void {
    settleIn(this.getRootNode());
    // Voices arrive some time after the page.
    synthesis?.addEventListener?.('voiceschanged', this.arrived);
    this.renderButton();
  }

  disconnectedCallback(): void {
    synthesis?.removeEventListener?.('voiceschanged', this.arrived);
    if (reading === this) stopReading();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.renderButton();
  }

  private renderButton(): void {
    this.hidden = !this.voiceOfLanguage;
    const button = html`
      <button type="button" @click=${() => this.press()}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9v6h4l5 4V5L8 9zM16 9q2 3 0 6M19 6q5 6 0 12" /></svg>
        ${READ_ALOUD[this.lang] ?? READ_ALOUD['id']}
      </button>
    `;
    render(button, this, { host: this });
  }

  private get voiceOfLanguage(): SpeechSynthesisVoice | undefined {
    return voiceFor(this.lang, synthesis?.getVoices() ?? []);
  }

  private press(): void {
    const wasReading = reading === this;
    const voice = this.voiceOfLanguage;
    stopReading();
    if (wasReading || !voice) return;
    reading = this;
    const utterance = new SpeechSynthesisUtterance(this.getAttribute('text') ?? '');
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    utterance.onend = () => {
      if (reading === this) reading = undefined;
    };
    synthesis?.speak(utterance);
  }
}

if (!customElements.get('kinerja-speaker')) customElements.define('kinerja-speaker', Speaker);

/** Reads a question and its answers. */
export const speaker: Icons['speaker'] = ({ question, options }, lang) => {
  const text = [question, ...options.map(({ label }) => label)].join('. ');
  return html`<kinerja-speaker text=${text} lang=${lang}></kinerja-speaker>`;
};
