import { EmbeddableRegionsOperation, type EmbeddableRegionsQuery } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import { GatewayElement, html, languageOf, OperationController } from '../toolkit.ts';
import { builderStyles } from './builder.styles.ts';
import { type Choice, NO_CHOICE } from './choice.ts';
import { chooseView } from './choose-view.ts';
import { type Pasting, pasteView } from './paste-view.ts';
import { Preview, type ThemedContrast, WIDTHS } from './preview.ts';
import type { Heights, Purpose, Release } from './snippets.ts';
import { type Choosable, type ChoosableUnit, loadRelease, loadServices, loadStanding, loadUnits } from './sources.ts';
import { builderEn } from './words/en.ts';
import { type BuilderWords, builderId } from './words/id.ts';

type Regions = EmbeddableRegionsQuery['tenants'];

/**
 * For web admins: chooses a widget and what it is about, shows it live, and prints exactly what to paste, for plain HTML and
 * for the usual systems, with the lines that the site's policy and style sheet need.
 *
 * @summary For web admins: a widget chosen, previewed, and what to paste for it.
 * @tag kinerja-builder
 * @fires {KinerjaLoadEvent} kinerja-load - The regions are there to choose from.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed.
 * @csspart preview - The widget as it will be.
 */
export class Builder extends GatewayElement<Regions> {
  static override readonly styles = GatewayElement.styles + builderStyles;

  static override readonly attributeRules = {
    publicAddress: { pattern: /^(https?:\/\/.+)?$/ },
    ...GatewayElement.attributeRules,
  };

  /**
   * How the world reaches the gateway, as it is printed into snippets. The address that is asked by default.
   * @attr public-address
   */
  declare publicAddress: string | null;

  protected readonly operation = new OperationController<EmbeddableRegionsQuery, Record<string, never>, Regions>(this, {
    operation: EmbeddableRegionsOperation,
    question: () => (this.address ? { gateway: this.address, variables: {} } : null),
    pick: ({ tenants }) => tenants,
  });

  private choice: Choice = NO_CHOICE;
  private units: readonly ChoosableUnit[] = [];
  private services: readonly Choosable[] = [];
  private standing: Pasting['standing'] = null;
  private release: Release | null = null;
  private isLoading = false;
  private heights: Heights = { phone: 0, desktop: 0 };
  private contrasts: readonly ThemedContrast[] = [];
  private shownWidth: keyof typeof WIDTHS = 'desktop';
  private openTab: Purpose = 'html';

  private readonly preview = new Preview(() => this.measure());

  private get words(): BuilderWords {
    return languageOf(this) === 'en' ? builderEn : builderId;
  }

  protected override renderAnswer(regions: Regions): TemplateResult {
    const { words, choice, units, services, shownWidth, contrasts, address } = this;
    this.preview.show(choice, { gateway: address ?? '', width: shownWidth });
    if (!this.isLoading) void this.load();
    return html`
      ${chooseView({ words, choice, regions, units, services, change: (changed) => this.change(changed) })}
      <h2>${words.preview}</h2>
      <p class="quiet">${words.previewNote}</p>
      ${Object.keys(WIDTHS).map((width) => this.widthButton(width as keyof typeof WIDTHS))}
      <div class="frame" part="preview">${this.preview.stage}</div>
      ${
        contrasts.length > 0
          ? html`
            <div class="notice" id="contrasts">
              <ul>
                ${contrasts.map((pair) => html`<li>${words.contrastLow(pair)} (${words.themes[pair.theme]})</li>`)}
              </ul>
            </div>
          `
          : html`<p>${words.contrastGood}</p>`
      }
      ${this.renderPaste()}
    `;
  }

  private widthButton(width: keyof typeof WIDTHS): TemplateResult {
    const { words } = this;
    return html`
      <button
        type="button"
        aria-pressed=${width === this.shownWidth}
        @click=${() => {
          this.shownWidth = width;
          void this.requestUpdate();
        }}
      >
        ${words[width]}
      </button>
    `;
  }

  private renderPaste(): TemplateResult | '' {
    const { words, choice, release, heights, standing, openTab: tab } = this;
    if (!release) return '';
    return pasteView({
      words,
      choice,
      release,
      heights,
      standing,
      tab,
      openTab: (name) => {
        this.openTab = name;
        void this.requestUpdate().then(() => this.shadowRoot?.getElementById(`tab-${name}`)?.focus());
      },
      copy: (id) => void this.copy(id),
    });
  }

  /** Takes a change, and loads what can be chosen because of it. */
  private change(changed: Partial<Choice>): void {
    const before = this.choice;
    const now = { ...before, ...changed };
    const { address } = this;
    this.choice = now;
    if (!address) return;
    if (now.tenant !== before.tenant) {
      this.units = this.services = [];
      if (now.tenant) void this.arrive(loadUnits(address, now.tenant), (units) => (this.units = units));
    }
    if (now.unit !== before.unit) {
      this.services = [];
      if (now.unit) void this.arrive(loadServices(address, now.unit), (services) => (this.services = services));
    }
    if (['service', 'site', 'site-key'].some((name) => name in changed)) {
      this.standing = null;
      if (now.service && now.site && now['site-key'])
        void this.arrive(loadStanding(address, now), (standing) => (this.standing = standing));
    }
    void this.requestUpdate().then(() => this.measure());
  }

  /** What arrives late counts only while nothing else was chosen. */
  private async arrive<Loaded>(loading: Promise<Loaded>, take: (loaded: Loaded) => void): Promise<void> {
    const { choice } = this;
    const loaded = await loading.catch(() => null);
    const isSame = (['tenant', 'unit', 'service', 'site', 'site-key'] as const).every(
      (name) => choice[name] === this.choice[name],
    );
    if (loaded !== null && isSame) take(loaded);
    void this.requestUpdate();
  }

  private async load(): Promise<void> {
    const { address, publicAddress } = this;
    if (!address) return;
    this.isLoading = true;
    const printed = publicAddress ? publicAddress.replace(/\/*$/, '/') : address;
    this.release = await loadRelease(address, printed).catch(() => null);
    void this.requestUpdate();
  }

  /** Looks at the preview as it is now. */
  private measure(): void {
    this.heights = this.preview.heights() ?? this.heights;
    this.contrasts = this.preview.contrasts(this.choice);
    void this.requestUpdate();
  }

  private async copy(id: string): Promise<void> {
    const source = this.shadowRoot?.getElementById(id);
    if (!source) return;
    try {
      await navigator.clipboard.writeText(source.textContent ?? '');
    } catch {
      // On plain http there is no clipboard; the old way is left.
      getSelection()?.selectAllChildren(source);
      document.execCommand('copy');
    }
    this.announce(this.words.copied);
  }
}
