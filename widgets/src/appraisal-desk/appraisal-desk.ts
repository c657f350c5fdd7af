import { ReportRealisationOperation } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import { PortalController } from '../portal/portal-controller.ts';
import { PortalElement } from '../portal/portal-element.ts';
import { button, type GatewayError, html, PERIOD } from '../toolkit.ts';
import { appraisalDeskStyles } from './appraisal-desk.styles.ts';
import * as cardView from './card-view.ts';
import {
  type Draft,
  draftKey,
  formVariables,
  newDraft,
  realisationDraft,
  realisationVariables,
  sheetDraft,
  sheetVariables,
  unmarked,
} from './draft.ts';
import { type FormView, idOf, realisationForm, sheetForm, simpleForm } from './form-view.ts';
import { FORMS, type Move, type MoveDocument, type MoveOutcome, PLACES, SHEETS, WITHIN_SHEETS } from './moves.ts';
import { type Card, type PersonAnswer, readPerson, type Viewer } from './read-person.ts';
import { formatPeriod, instant, type View } from './view.ts';
import { type DeskWords, deskId } from './words/id.ts';
import { wordsFor } from './words/words-for.ts';

type Step = Card['nextSteps'][number];
type Line = Viewer['rated'][number];

/** Lists of other people's appraisals. */
const LISTS = ['rated', 'heard', 'evaluated'] as const;

/**
 * What a person sees and does in appraisals: one's own, and those of the people one assesses. `<kinerja-scorecard>` shows it
 * for whoever signs in by the portal's token. Every figure is the gateway's, and explains itself.
 *
 * @summary A person's appraisals, and those of the people one assesses.
 * @tag kinerja-appraisal-desk
 * @fires {KinerjaLoadEvent} kinerja-load - The appraisal is on the page.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed.
 * @csspart predicate - Predicate with its two ratings.
 * @csspart steps - What one can do now.
 * @csspart stages - The stages with their dates.
 * @csspart components - The components with their figures.
 * @csspart component - One component.
 * @csspart indicator - One indicator of a component.
 * @csspart strengths - What is mastered.
 * @csspart improvements - What is to improve.
 * @csspart differences - Where the self-assessment and the rater differ.
 * @csspart opinions - What peers and subordinates say, together.
 * @csspart competencies - The person measured against what the post needs.
 * @csspart guidances - Guidance of the person.
 * @csspart recognitions - Recognition of the person.
 * @csspart feedback - The feedback record.
 * @csspart note - One note of the feedback record.
 * @csspart discussion - The talk that was asked for.
 * @csspart objection - The objection and what was decided.
 * @csspart citizens - What citizens say of the unit.
 * @csspart trail - What happened, from the audit trail.
 * @csspart history - One's appraisals over the periods.
 * @csspart people - The appraisals of other people that one has to do with.
 * @csspart item - One item of a form.
 * @csspart bar - The drawing of a share.
 * @csspart review - The list of entries before they are sent.
 */
export class AppraisalDesk extends PortalElement<PersonAnswer> {
  static override readonly styles = PortalElement.styles + appraisalDeskStyles;

  static override readonly attributeRules = {
    period: { pattern: PERIOD, vital: true },
    ...PortalElement.attributeRules,
  };

  /**
   * Period of one's own appraisal that opens first. The latest by default.
   * @attr period
   */
  declare period: string | null;
  private words: DeskWords = deskId;
  /** Id of the appraisal that is open; null for the list of people, undefined for one's own. */
  private chosen: string | null | undefined;
  private readonly drafts = new Map<string, Draft>();
  /** The step whose form is open; undefined for the first one. */
  private openStep: Move | null | undefined;

  /** What is asked in the name of the person. */
  protected readonly operation = new PortalController(this, {
    question: () => {
      const { address: gateway, period, chosen, language: lang } = this;
      return gateway && this.isSignedIn ? { gateway, lang, period: period || null, chosen } : null;
    },
    read: (question) => readPerson(this.session, question),
  });

  override attributeChangedCallback(name: string): void {
    if (name === 'period') this.chosen = undefined;
    super.attributeChangedCallback(name);
  }

  protected override chooseWords(): DeskWords {
    this.words = wordsFor(this.texts, () => void this.requestUpdate());
    return this.words;
  }

  protected override renderAnswer({ viewer, card }: PersonAnswer): TemplateResult {
    this.chooseWords();
    return html`
      <h2>${this.texts.scorecard}</h2>
      ${this.renderPlaces(viewer)}
      ${this.chosen === null || !card ? this.renderStart(viewer) : this.renderCard(viewer, card)}
    `;
  }

  /** The way between one's own appraisals and those of others, for whoever has both. */
  private renderPlaces(viewer: Viewer): TemplateResult | '' {
    const { words } = this;
    const isOthers = this.isOfOthers(viewer);
    const place = (text: string, current: boolean, chosen: null | undefined) =>
      html`<button type="button" aria-pressed=${current} @click=${() => this.choose(chosen)}>${text}</button>`;
    return LISTS.some((list) => viewer[list].length > 0)
      ? html`<p class="places">${place(words.mine, !isOthers, undefined)}${place(words.others, isOthers, null)}</p>`
      : '';
  }

  private isOfOthers(viewer: Viewer): boolean {
    const { chosen } = this;
    return chosen === null || (chosen !== undefined && !viewer.own.some(({ id }) => id === chosen));
  }

  /** What is shown without an appraisal: the list of people, or that there is none. */
  private renderStart(viewer: Viewer): TemplateResult {
    const { words, period, texts } = this;
    if (this.chosen === null)
      return html`
        ${LISTS.filter((list) => viewer[list].length > 0).map(
          (list) => html`
            <section part="people">
              <h3>${words.people[list]}</h3>
              <ul class="people">
                ${viewer[list].map((line) => this.renderPerson(line))}
              </ul>
            </section>
          `,
        )}
      `;
    return html`
      <p>${period ? words.noAppraisalIn(formatPeriod(period, { texts, words })) : words.noAppraisal}</p>
      ${this.renderHistory(viewer, null)}
    `;
  }

  private renderPerson({ id, employee, post, period, stage, stageName, predicateLabel }: Line): TemplateResult {
    const { words, texts } = this;
    return html`
      <li>
        <div>
          <strong>${employee.name}</strong>
          <div class="quiet">${post.name}</div>
          <div class="quiet">
            ${formatPeriod(period, { texts, words })} · ${words.stages[stage] ?? stageName}${predicateLabel ? ` · ${predicateLabel}` : ''}
          </div>
        </div>
        ${button(html`${words.open}<span class="unseen">: ${employee.name}, ${formatPeriod(period, { texts, words })}</span>`, () => this.choose(id))}
      </li>
    `;
  }

  private renderHistory({ own }: Viewer, card: Card | null): TemplateResult | '' {
    const { words, texts } = this;
    const others = own.filter(({ id }) => id !== card?.id);
    return others.length === 0
      ? ''
      : cardView.section(
          'history',
          words.history,
          html`<ul class="people">
            ${others.map(
              ({ id, period, stage, stageName, predicateLabel }) => html`
                <li>
                  <div>
                    ${formatPeriod(period, { texts, words })}
                    <div class="quiet">${predicateLabel ?? words.stages[stage] ?? stageName}</div>
                  </div>
                  ${button(html`${words.open}<span class="unseen"> ${formatPeriod(period, { texts, words })}</span>`, () => this.choose(id))}
                </li>
              `,
            )}
          </ul>`,
        );
  }

  private renderCard(viewer: Viewer, card: Card): TemplateResult {
    const { words, texts } = this;
    const { tenant } = card.unit;
    const view: View = { texts, words, zone: tenant.timeZone };
    const isOthers = this.isOfOthers(viewer);
    const mayWrite = card.nextSteps.some(({ move }) => move === 'WRITE_FEEDBACK');
    return html`
      ${isOthers ? button(words.backToList, () => this.choose(null)) : ''}
      <p class="quiet">${tenant.name}</p>
      <h3 id="person" tabindex="-1">${card.employee.name}</h3>
      <p>
        ${card.post.name}, ${card.unit.name}
        <br />${formatPeriod(card.period, { texts, words })} · ${words.rater}: ${card.rater.name}
        <br /><span class="badge">${words.stages[card.stage] ?? card.stageName}</span>
        ${card.policy.pilot ? html`<span class="badge">${words.pilot}</span>` : ''}
        ${tenant.sampleData ? html`<span class="badge">${texts.sampleData}</span>` : ''}
      </p>
      ${cardView.verdict(card, view)} ${this.renderSteps(card, view)} ${cardView.stages(card, view)}
      ${cardView.figures(card, view)} ${cardView.standing(card, view)} ${cardView.differences(card, view)}
      ${cardView.colleagues(card, view)} ${cardView.competencies(card, view)}
      ${cardView.feedback(card, view, mayWrite ? ({ id }) => this.reply(card, id) : null)}
      ${cardView.disputes(card, view)} ${cardView.guidances(card, view)}
      ${cardView.recognitions(card, view)} ${cardView.citizens(card, view)}
      ${isOthers ? '' : this.renderHistory(viewer, card)} ${cardView.trail(card, view)}
      <p class="quiet">${words.policy(card.policy.name, card.policy.version)}. ${card.policy.source}</p>
    `;
  }

  private renderSteps(card: Card, view: View): TemplateResult {
    const { words } = this;
    const own = card.nextSteps.filter(({ move }) => !WITHIN_SHEETS.has(move));
    const rank = ({ move }: Step) => PLACES[move] ?? 0;
    const steps = [...own].sort((one, other) => rank(one) - rank(other));
    const body =
      steps.length === 0
        ? html`<p class="quiet">${words.nothingNow}</p>`
        : steps.map((step, at) => this.renderStep(card, step, this.isOpen(step.move, at), view));
    return html`
      <section part="steps" class="steps">
        <h4 id="steps" tabindex="-1">${words.now}</h4>
        ${body}
      </section>
    `;
  }

  /** The step that was opened; the first one while none was. */
  private isOpen(move: Move, at: number): boolean {
    return this.openStep === undefined ? at === 0 : this.openStep === move;
  }

  private renderStep(
    card: Card,
    { move, words: said, until, overdue }: Step,
    isOpen: boolean,
    view: View,
  ): TemplateResult {
    const { words } = this;
    const turn = (event: Event) => {
      event.preventDefault();
      this.openStep = isOpen ? null : move;
      void this.requestUpdate();
    };
    return html`
      <details class="step" ?open=${isOpen}>
        <summary @click=${turn}>
          <strong>${words.moves[move] ?? said}</strong>
          ${until ? html`<span class="quiet">${(overdue ? words.overdue : this.texts.until)(instant(until, view))}</span>` : ''}
        </summary>
        ${isOpen ? this.renderForm(card, move, view) : ''}
      </details>
    `;
  }

  private renderForm(card: Card, move: Move, view: View): TemplateResult {
    const form: FormView = {
      ...view,
      card,
      move,
      draft: this.draftOf(card, move),
      type: (name, value) => {
        this.draftOf(card, move).values[name] = value;
        void this.requestUpdate();
      },
      submit: () => this.submit(card, move, view),
      saveDraft: () => this.saveSheet(card, move),
      editAgain: () => {
        this.draftOf(card, move).isReview = false;
        void this.requestUpdate();
      },
      reload: () => void this.reload(card, move),
    };
    const sheet = SHEETS[move];
    if (sheet) return sheetForm(form, sheet);
    const simple = FORMS[move];
    if (simple) return simpleForm(form, simple);
    return move === 'REPORT_REALISATION' ? realisationForm(form) : html`<p class="quiet">${this.words.elsewhere}</p>`;
  }

  private draftOf(card: Card, move: Move): Draft {
    const key = draftKey(card, move);
    const known = this.drafts.get(key);
    if (known) return known;
    const sheet = SHEETS[move];
    const fresh = sheet
      ? sheetDraft(card, sheet)
      : move === 'REPORT_REALISATION'
        ? realisationDraft(card, this.texts.code)
        : newDraft();
    this.drafts.set(key, fresh);
    return fresh;
  }

  private choose(chosen: string | null | undefined): void {
    this.chosen = chosen;
    this.openStep = undefined;
    this.focusOn('person');
  }

  private reply(card: Card, noteId: string): void {
    this.draftOf(card, 'WRITE_FEEDBACK').values['replyToId'] = noteId;
    this.openStep = 'WRITE_FEEDBACK';
    this.focusOn(idOf('WRITE_FEEDBACK', 'text'));
  }

  private submit(card: Card, move: Move, view: View): void {
    const draft = this.draftOf(card, move);
    const sheet = SHEETS[move];
    if (sheet) {
      this.submitSheet(card, move, draft);
      return;
    }
    const simple = FORMS[move];
    const { variables, problems } = simple
      ? formVariables(simple, draft, { ...view, card })
      : realisationVariables(card, draft, { words: this.words, code: this.texts.code });
    const operation = simple?.operation ?? (ReportRealisationOperation as unknown as MoveDocument);
    if (problems.length > 0) this.refuse(move, draft, problems);
    else void this.send({ card, move, operation, variables });
  }

  /** First to the review, from there to the gateway. */
  private submitSheet(card: Card, move: Move, draft: Draft): void {
    const sheet = SHEETS[move];
    if (!sheet) return;
    const open = unmarked(card, sheet, draft);
    if (open.length > 0) {
      draft.isReview = false;
      this.refuse(
        move,
        draft,
        open.map(({ name }) => `${this.words.missing}: ${name}`),
      );
    } else if (draft.isReview) {
      void this.send({ card, move, operation: sheet.submit, variables: sheetVariables(card, sheet, draft) });
    } else {
      draft.problems = [];
      draft.isReview = true;
      this.focusOn(idOf(move, 'review'));
    }
  }

  private saveSheet(card: Card, move: Move): void {
    const sheet = SHEETS[move];
    if (!sheet?.save) return;
    const variables = sheetVariables(card, sheet, this.draftOf(card, move));
    void this.send({ card, move, operation: sheet.save, variables, isDraft: true });
  }

  private refuse(move: Move, draft: Draft, problems: readonly string[]): void {
    draft.problems = problems;
    draft.isSending = false;
    this.announce(`${this.words.refused}. ${problems.join(' ')}`);
    this.focusOn(idOf(move, 'problems'));
  }

  private async send({ card, move, operation, variables, isDraft = false }: Sending): Promise<void> {
    const { address: gateway, words } = this;
    const draft = this.draftOf(card, move);
    if (!gateway || draft.isSending) return;
    draft.isSending = true;
    draft.isOutdated = false;
    draft.problems = [];
    void this.requestUpdate();
    const given = { id: card.id, expectedVersion: card.version, ...variables };
    let outcome: MoveOutcome['result'];
    try {
      outcome = (await this.session.request(operation, given, gateway)).result;
    } catch (error) {
      this.refuse(move, draft, [this.failureText(error as GatewayError)]);
      return;
    }
    if (outcome.__typename !== 'Appraisal') {
      draft.isOutdated = outcome.__typename === 'ChangedMeanwhile';
      const problems =
        outcome.__typename === 'InvalidInput'
          ? outcome.issues.map((issue) => told(card, issue, variables, words))
          : [outcome.message];
      this.refuse(move, draft, problems);
      return;
    }
    draft.isSending = false;
    if (!isDraft) this.drafts.delete(draftKey(card, move));
    const step = card.nextSteps.find((one) => one.move === move);
    if (!isDraft) this.openStep = undefined;
    // Whoever has left the team may not read the appraisal any more.
    if (move === 'STEP_BACK') this.chosen = null;
    await this.operation.refresh();
    this.announce(isDraft ? words.saved : words.done(words.moves[move] ?? step?.words ?? ''));
    this.focusOn('steps');
  }

  /** Reads what others have changed; what was typed stays. */
  private async reload(card: Card, move: Move): Promise<void> {
    const draft = this.draftOf(card, move);
    draft.problems = [];
    draft.isOutdated = false;
    await this.operation.refresh();
    this.focusOn('steps');
  }
}

interface Issue {
  readonly path: string;
  readonly message: string;
}

/** An issue with the words of the form in place of the name of its field: `realisations.0.evidence.1: yang diharapkan …`. */
const told = (card: Card, { path, message }: Issue, variables: Sending['variables'], words: DeskWords): string => {
  const [, list = '', at] = /^(realisations|marks)\.(\d+)\./.exec(path) ?? [];
  const sent = (variables[list] as readonly { indicatorId?: string; key?: string }[] | undefined)?.[Number(at)];
  const indicator = card.indicators.find((one) => one.id === sent?.indicatorId);
  const item = [...card.selfForm, ...card.supervisorForm, ...card.teamForm].find((one) => one.key === sent?.key);
  const field = words.fields[path.replace(/^.*?([a-z]+)(\.\d+)?$/i, '$1')];
  // Of a label, what stands before the comma; after it comes how to fill it in.
  const place = [indicator?.name ?? item?.name, field?.split(',')[0]].filter(Boolean).join(', ');
  return place ? `${place}: ${message.replace(/^[\w.]+: /, '')}` : message;
};

/** A move on its way. */
interface Sending {
  readonly card: Card;
  readonly move: Move;
  readonly operation: MoveDocument;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly isDraft?: boolean;
}
