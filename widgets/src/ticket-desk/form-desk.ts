import type { TrustedDocument } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import { type GatewayError, html } from '../toolkit.ts';
import { type Draft, type DraftPlace, Drafts, type Found, keyFor } from './draft.ts';
import { type Field, type Filling, filledIn, mistakesIn } from './fields-form.ts';
import type { MoveDocument, MoveOutcome } from './moves.ts';
import { TokenDesk } from './token-desk.ts';
import type { View } from './view.ts';

/** A form that is to be sent. */
export interface Sending {
  readonly place: DraftPlace;
  readonly fields: readonly Field[];
  readonly idOf: (name: string) => string;
  readonly operation: MoveDocument;
  /** Of what was filled in, without spaces around it, and the key of the attempt. */
  readonly variables: (filled: Readonly<Record<string, string>>, key: string) => Readonly<Record<string, unknown>>;
  /** Said where somebody else was faster. */
  readonly changed: string;
  readonly stored: () => Promise<void> | void;
  /** What is looked at before it is sent; it is sent at once without. */
  readonly look?: Look | undefined;
}

/** What is asked before a form can be sent. */
export interface Look {
  readonly operation: TrustedDocument<{ readonly found: Found | null }, unknown>;
  readonly fields: readonly Field[];
  readonly variables: (filled: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>;
}

const askedBy = ({ variables }: Look, values: Draft['values']): string => JSON.stringify(variables(filledIn(values)));

/** A desk with forms that open where they stand: what is typed into them stays until it is stored. */
export abstract class FormDesk extends TokenDesk {
  protected readonly drafts = new Drafts();
  /** The step whose form is open; undefined for the first one. */
  protected openForm: string | null | undefined;

  /** Two people never share what they typed. */
  protected get person(): string {
    return this.operation.state.answer?.viewer.id ?? '';
  }

  /** The heading of what is open, for when what had the focus is gone. */
  protected abstract get heading(): string;

  /** Moves the focus; to the heading where there is no such thing any more. */
  protected focusIfThere(id: string): void {
    void this.requestUpdate().then(() => {
      this.focusOn(this.shadowRoot?.getElementById(id) ? id : this.heading);
    });
  }

  /** What a form holds, and what typing, sending and reading anew do in it. */
  protected filling(sending: Sending, view: View): Filling {
    const { place } = sending;
    const draft = this.drafts.of(this.person, place);
    return {
      draft,
      type: (field, value) => {
        draft.values[field] = value;
        this.drafts.keep(this.person, place);
        // What was found may be that of another selection by now.
        if (sending.look) void this.requestUpdate();
      },
      submit: () => void this.send(sending, view),
      reload: () => void this.reload(sending),
    };
  }

  /** What was found of exactly what the form would send now; null while that was not looked at. */
  protected foundFor({ place, look }: Sending): Found | null {
    const { lookedAt, values } = this.drafts.of(this.person, place);
    return lookedAt && look && lookedAt[0] === askedBy(look, values) ? lookedAt[1] : null;
  }

  /** A form that opens where it stands, one at a time. */
  protected renderFolded(
    sending: Sending,
    {
      title,
      isFirst,
      form,
    }: { readonly title: unknown; readonly isFirst: boolean; readonly form: () => TemplateResult },
  ): TemplateResult {
    const key = sending.idOf('form');
    const isOpen =
      this.openForm === undefined ? isFirst || this.drafts.has(this.person, sending.place) : this.openForm === key;
    const turn = (event: Event) => {
      event.preventDefault();
      this.openForm = isOpen ? null : key;
      void this.requestUpdate();
    };
    return html`
      <details class="step" ?open=${isOpen}>
        <summary id=${key} @click=${turn}>${title}</summary>
        ${isOpen ? form() : ''}
      </details>
    `;
  }

  /** Sends what was typed; whatever goes wrong, it stays. */
  private async send(sending: Sending, view: View): Promise<void> {
    const { address: gateway, person } = this;
    const { words } = view;
    const { place, fields, operation } = sending;
    const draft = this.drafts.of(person, place);
    if (!gateway || draft.isSending) return;
    draft.refusal = '';
    draft.isOutdated = false;
    const { look } = sending;
    const isLooking = look !== undefined && !this.foundFor(sending)?.ratings;
    draft.mistakes = mistakesIn(isLooking ? look.fields : fields, draft, view);
    if (this.showMistakes(sending, draft.mistakes)) return;
    draft.isSending = true;
    if (isLooking) return this.lookAt(sending, look, draft);
    const variables = sending.variables(filledIn(draft.values), keyFor(draft));
    // Before it is sent: after a reload the same attempt has the same key.
    this.drafts.keep(person, place);
    void this.requestUpdate();
    let outcome: MoveOutcome;
    try {
      outcome = (await this.session.request(operation, variables, gateway)).result;
    } catch (error) {
      draft.isSending = false;
      if (this.askAgain(error as GatewayError)) return;
      const { failure } = error as GatewayError;
      draft.refusal =
        failure === 'network' || failure === 'answer' ? words.notSent : this.failureText(error as GatewayError);
      return this.refuse(sending, draft.refusal);
    }
    draft.isSending = false;
    if ('issues' in outcome) {
      const names: readonly string[] = fields.map(({ name }) => name);
      const fieldOf = (path: string) => path.replace(/^.*\./, '');
      const [atField, others] = [true, false].map((isHere) =>
        outcome.issues.filter(({ path }) => names.includes(fieldOf(path)) === isHere),
      );
      draft.mistakes = Object.fromEntries((atField ?? []).map(({ path, message }) => [fieldOf(path), message]));
      draft.refusal = (others ?? []).map(({ message }) => message).join(' ');
      if (!this.showMistakes(sending, draft.mistakes)) this.refuse(sending, draft.refusal);
      return;
    }
    if (!('message' in outcome)) {
      await sending.stored();
      return;
    }
    draft.isOutdated = outcome.__typename !== 'NotPermitted';
    draft.refusal = draft.isOutdated ? `${sending.changed} ${outcome.message}` : outcome.message;
    this.refuse(sending, draft.refusal);
  }

  /** Shows what would be sent; nothing is stored yet. */
  private async lookAt(sending: Sending, { operation, fields, variables }: Look, draft: Draft): Promise<void> {
    const { address: gateway, words } = this;
    const asked = variables(filledIn(draft.values));
    void this.requestUpdate();
    try {
      const { found } = await this.session.request(operation, asked, gateway ?? '');
      draft.lookedAt = found && [JSON.stringify(asked), found];
    } catch (error) {
      draft.isSending = false;
      const { failure, message } = error as GatewayError;
      if (this.askAgain(error as GatewayError)) return;
      const wrong = fields.find(({ name }) => message.startsWith(`${name}: `));
      if (wrong?.kind === 'TIME') draft.mistakes = { [wrong.name]: words.wrongTime };
      if (this.showMistakes(sending, draft.mistakes)) return;
      // Of a selection that cannot be, the gateway says why.
      draft.refusal = failure === 'unknown' ? message : this.failureText(error as GatewayError);
      return this.refuse(sending, draft.refusal);
    }
    draft.isSending = false;
    const ratings = draft.lookedAt?.[1].ratings ?? 0;
    this.announce(ratings === 0 ? words.foundNone : words.foundRatings(String(ratings)));
    this.focusOn(sending.idOf('found'));
  }

  /** Leads to the first field that is wrong, if any is. */
  private showMistakes({ idOf }: Sending, mistakes: Readonly<Record<string, string>>): boolean {
    const [wrong] = Object.keys(mistakes);
    if (wrong === undefined) return false;
    this.announce(`${this.words.refused}. ${Object.values(mistakes).join(' ')}`);
    this.focusOn(idOf(wrong));
    return true;
  }

  private refuse({ idOf }: Sending, refusal: string): void {
    this.announce(`${this.words.refused}. ${refusal}`);
    this.focusOn(idOf('refusal'));
  }

  /** Reads what others have changed; what was typed stays. */
  private async reload({ place, idOf }: Sending): Promise<void> {
    const draft = this.drafts.of(this.person, place);
    draft.refusal = '';
    draft.isOutdated = false;
    await this.operation.refresh();
    this.focusIfThere(idOf('form'));
  }
}
