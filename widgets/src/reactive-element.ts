import { render, type TemplateResult } from 'lit/html.js';

/** Marks a style sheet for editors and for the build, which takes its white space out. */
export const css = String.raw;

/** `siteKey` is `site-key` on the page. */
export const attributeName = (property: string): string => property.replace(/[A-Z]/g, '-$&').toLowerCase();

/**
 * An element whose attributes are its state, as with native ones: each has a property of the same name in camelCase that
 * reads and writes it. Whatever changes is rendered once, a moment later.
 *
 * LitElement would do all this and more, in 2.6 kB instead of 0.4: more than the whole board weighs, and over the limit of
 * the one file. Its templates stay.
 */
export abstract class ReactiveElement extends HTMLElement {
  /** The properties that are attributes. */
  static get properties(): readonly string[] {
    return [];
  }

  static readonly styles: string = '';

  /** Asked by the browser when the tag is claimed. */
  static get observedAttributes(): readonly string[] {
    const { prototype, properties } = this;
    for (const property of properties) {
      const name = attributeName(property);
      // Of ours, the browser itself has `lang`.
      if (property in prototype) continue;
      Object.defineProperty(prototype, property, {
        get(this: Element) {
          return this.getAttribute(name);
        },
        set(this: Element, value: unknown) {
          if (value == null || value === false) this.removeAttribute(name);
          else this.setAttribute(name, String(value));
        },
      });
    }
    return properties.map(attributeName);
  }

  /** Claims a tag for the class, unless the page has loaded this file before. */
  static define(this: CustomElementConstructor, tag: string): void {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  protected readonly root = this.attachShadow({ mode: 'open' });
  private update: Promise<void> | undefined;

  constructor() {
    super();
    addStyles(this.root, (this.constructor as typeof ReactiveElement).styles);
  }

  connectedCallback(): void {
    for (const property of (this.constructor as typeof ReactiveElement).properties) {
      // A framework may set a property before the file has arrived.
      const given = Object.getOwnPropertyDescriptor(this, property);
      if (!given) continue;
      Reflect.deleteProperty(this, property);
      Reflect.set(this, property, given.value);
    }
    void this.requestUpdate();
  }

  attributeChangedCallback(_name: string): void {
    void this.requestUpdate();
  }

  /** Renders what has changed, together with what changes until then. Resolves when it is on the page. */
  requestUpdate(): Promise<void> {
    this.update ??= Promise.resolve().then(() => {
      this.update = undefined;
      if (this.isConnected) render(this.render(), this.root, { host: this });
    });
    return this.update;
  }

  protected abstract render(): TemplateResult;
}

/** By their text: parsed once, however many elements there are. */
const sheets: Record<string, CSSStyleSheet> = {};

/** No style element, so that a strict policy has nothing to refuse; browsers before 2023 cannot do without. */
export function addStyles(root: ShadowRoot, styles: string): void {
  const { adoptedStyleSheets: before } = root as Partial<ShadowRoot>;
  if (before) {
    const sheet = sheets[styles] ?? new CSSStyleSheet();
    if (!sheets[styles]) sheet.replaceSync(styles);
    sheets[styles] = sheet;
    root.adoptedStyleSheets = [...before, sheet];
  } else {
    const style = document.createElement('style');
    style.textContent = styles;
    root.append(style);
  }
}
