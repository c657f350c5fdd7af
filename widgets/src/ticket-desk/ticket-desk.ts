import { RevealTicketWordsOperation } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import { PortalController } from '../portal/portal-controller.ts';
import { button, type GatewayError, html, type OperationState } from '../toolkit.ts';
import { selectionOfAlarm } from './exclusions.ts';
import { excludingFrom, exclusionChoices, exclusionsView, foundView } from './exclusions-view.ts';
import { type Choice, type Field, fieldsForm } from './fields-form.ts';
import { figuresView, quarterOf } from './figures-view.ts';
import { FormDesk, type Sending } from './form-desk.ts';
import { type FormView, idOf, moveForm } from './form-view.ts';
import type { PostState } from './forum.ts';
import { forumView } from './forum-view.ts';
import { type Filter, PAGE } from './inbox.ts';
import { inboxView } from './inbox-view.ts';
import { FORMS, type FormPlace, movesWith, movesWithout, moveVariables } from './moves.ts';
import { figureId, MOST_FIGURES } from './objections.ts';
import { objectionsView } from './objections-view.ts';
import { hashOf, type Place, placeIn, TICKET_ID } from './place.ts';
import { type DeskAnswer, type OfficeTicket, readDesk, type Shown } from './read-desk.ts';
import type { Publishable } from './replies.ts';
import { repliesView } from './replies-view.ts';
import { TASKS, type TaskPlace, taskId } from './tasks.ts';
import { ticketDeskStyles } from './ticket-desk.styles.ts';
import { type LeftOver, type Revealed, ticketView } from './ticket-view.ts';
import { topicView } from './topic-view.ts';
import { MOST_TOPICS, NEW_TOPIC, subjectChoices } from './topics.ts';
import { topicsView } from './topics-view.ts';
import type { View } from './view.ts';

const idsOf = (listed: readonly { readonly id: string }[]): readonly string[] => listed.map(({ id }) => id);

/** Ids of what a place holds, in order, as far as there are forms for it. */
const listedIn = (shown: Shown): readonly string[] => {
  if (shown.kind === 'ticket' || shown.kind === 'topic') return [shown.id];
  if (shown.kind === 'topics') return [NEW_TOPIC.about, ...idsOf(shown.topics)];
  if (shown.kind === 'forum') return idsOf(shown.posts);
  if (shown.kind === 'replies') return idsOf(shown.replies);
  if (shown.kind === 'objections') return [...idsOf(shown.toDecide), ...shown.figures.map(figureId)];
  return shown.kind === 'exclusions' && shown.open
    ? [shown.open.unit.id, ...idsOf(shown.alarms), ...idsOf(shown.exclusions)]
    : [];
};

/** Where what was dealt with stays in its place, and the focus goes to what is said of it. */
const KEEPS: readonly Shown['kind'][] = ['ticket', 'topic', 'topics', 'exclusions'];

/**
 * What the office does with complaints, aspirations and requests for information: the inbox of a unit, one ticket with all that can
 * be done with it, how the unit deals with them, posts of the forum that wait for a verdict, its topics with the answers of officials, what the unit tells everybody, objections to
 * published figures, and ratings that are taken out of them. For heads of units, leaders, and whoever was given a ticket, signed in by the portal's token.
 *
 * @summary The office's desk for complaints, aspirations and requests.
 * @tag kinerja-ticket-desk
 * @fires {KinerjaLoadEvent} kinerja-load - The desk is on the page.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed.
 * @fires {KinerjaSignOutEvent} kinerja-sign-out - The person signs out, where the desk itself offers it (`ask-token`).
 * @csspart tickets - The list of tickets.
 * @csspart ticket - One ticket of the list.
 * @csspart facts - Where the open ticket stands.
 * @csspart words - What the citizen wrote.
 * @csspart history - What happened with the ticket.
 * @csspart step - One step of it.
 * @csspart steps - What can be done now.
 * @csspart done - What was just stored.
 * @csspart refusal - Why something was not stored.
 * @csspart figures - Figures of a unit.
 * @csspart posts - The list of posts of the forum.
 * @csspart post - One post of the list.
 * @csspart topics - The list of open topics of the forum.
 * @csspart topic - One topic of the list.
 * @csspart replies - What the unit published.
 * @csspart reply - One of it.
 * @csspart objections - Figures that can be objected to, and objections to them.
 * @csspart objection - One of either.
 * @csspart alarms - What was unusual about how ratings came.
 * @csspart alarm - One of it.
 * @csspart exclusions - What was taken out of the figures.
 * @csspart exclusion - One of it.
 * @csspart found - What would be taken out.
 */
export class TicketDesk extends FormDesk {
  static override readonly styles = FormDesk.styles + ticketDeskStyles;

  static override readonly attributeRules = {
    ticket: { pattern: TICKET_ID },
    ...FormDesk.attributeRules,
  };

  /**
   * Id of the ticket that opens first, unless the address of the page names another one. The inbox by default.
   * @attr ticket
   */
  declare ticket: string | null;

  private place: Place | null = null;
  private unit: string | null | undefined = null;
  private filter: Filter = 'open';
  private first = PAGE;
  private period = '';
  private postState: PostState = 'WAITING';
  private postCount = PAGE;
  private topicCount = PAGE;
  private figureCount = PAGE;
  private revealed: Revealed | null = null;
  private done = '';
  private problem = '';
  /** Where the focus goes when what was asked for is there. */
  private focusNext: ((shown: Shown) => string) | null = null;

  protected readonly operation = new PortalController(this, {
    question: () => {
      const { address: gateway, unit, filter, first } = this;
      if (!gateway || !this.isSignedIn) return null;
      const { code: lang } = this.chooseWords();
      const posts = { state: this.postState, first: this.postCount };
      return {
        gateway,
        lang,
        place: this.here,
        unit,
        filter,
        first,
        period: this.period || quarterOf(this.today),
        posts,
        topics: this.topicCount,
        figures: this.figureCount,
      };
    },
    read: (question) => readDesk(this.session, question),
  });

  private readonly follow = (): void => {
    const place = location.hash ? placeIn(location.hash) : this.start;
    if (place) this.open(place);
  };

  override connectedCallback(): void {
    this.place ??= placeIn(location.hash);
    addEventListener('hashchange', this.follow);
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.follow);
    super.disconnectedCallback();
  }

  /** What is open where the address names nothing. */
  private get start(): Place {
    const { ticket } = this;
    return ticket ? { kind: 'ticket', id: ticket } : { kind: 'inbox' };
  }

  private get here(): Place {
    return this.place ?? this.start;
  }

  /** On the clocks of the region; of the capital for whoever has no unit. */
  private get timeZone(): string {
    return this.operation.state.answer?.viewer.ticketUnits[0]?.tenant.timeZone ?? 'Asia/Jakarta';
  }

  /** `YYYY-MM-DD` on the clocks of the region. */
  private get today(): string {
    return new Date().toLocaleDateString('sv', { timeZone: this.timeZone });
  }

  protected override get heading(): string {
    return this.here.kind;
  }

  protected override signedIn(): void {
    this.focusNext = ({ kind }) => kind;
  }

  protected override forget(): void {
    this.drafts.dropAll();
    this.revealed = null;
  }

  override settled(state: OperationState<DeskAnswer>): void {
    super.settled(state);
    const { answer } = state;
    if (!answer) return;
    if (answer.shown.kind === 'inbox')
      this.announce(
        answer.shown.lines.length === 0
          ? this.words.empty[answer.shown.filter]
          : this.words.found(answer.shown.lines.length),
      );
    if (answer.shown.kind === 'forum') {
      const { length } = answer.shown.posts;
      this.announce(length === 0 ? this.words.noPosts[answer.shown.state] : this.words.foundPosts(length));
    }
    if (this.focusNext === null) return;
    this.focusIfThere(this.focusNext(answer.shown));
    this.focusNext = null;
  }

  /** Shows what the address names; from a ticket or a topic back to its row. */
  private open(place: Place): void {
    const before = this.here;
    if (hashOf(before) === hashOf(place)) return;
    this.place = place;
    this.openForm = undefined;
    this.revealed = null;
    this.done = this.problem = '';
    const isBack =
      (place.kind === 'inbox' && before.kind === 'ticket') || (place.kind === 'topics' && before.kind === 'topic');
    const target = isBack ? before.id : place.kind;
    this.focusNext = () => target;
    void this.requestUpdate();
  }

  /** A link to a place of the desk, which works in a tab of its own, too. */
  private link(place: Place, content: unknown, id = ''): TemplateResult {
    const hash = hashOf(place);
    return html`
      <a
        id=${id}
        href=${hash}
        aria-current=${hashOf(this.here) === hash ? 'page' : 'false'}
        @click=${(event: MouseEvent) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          // A page with a <base> would go elsewhere.
          event.preventDefault();
          location.hash = hash;
        }}
        >${content}</a
      >
    `;
  }

  protected override renderAnswer(answer: DeskAnswer): TemplateResult {
    const { texts } = this;
    const words = this.chooseWords();
    const { viewer, shown } = answer;
    const isSample = viewer.ticketUnits.some(({ tenant }) => tenant.sampleData);
    return html`
      <div lang=${words.code}>
        <h2>${words.title} ${isSample ? html`<span class="badge">${texts.sampleData}</span>` : ''}</h2>
        <p class="who">
          <span class="quiet">${words.signedInAs(viewer.name ?? words.nobody)}</span>
          ${this.askToken !== null && !this.token ? button(words.signOut, () => this.signOut()) : ''}
        </p>
        <nav aria-label=${words.places} class="places">
          ${this.link({ kind: 'inbox' }, words.inbox)} ${this.link({ kind: 'figures' }, words.figures)}
          ${this.link({ kind: 'forum' }, words.forum)}
          ${this.link({ kind: 'replies' }, words.replies)}
          ${this.link({ kind: 'objections' }, words.objections)}
          ${viewer.unitsToReview.length > 0 ? this.link({ kind: 'exclusions' }, words.exclusions) : ''}
        </nav>
        ${this.renderShown(answer, shown, { texts, words })}
      </div>
    `;
  }

  private renderShown(answer: DeskAnswer, shown: Shown, view: View): TemplateResult {
    if (shown.kind === 'inbox')
      return inboxView({
        ...view,
        answer,
        inbox: shown,
        filterBy: (filter) => {
          this.filter = filter;
          this.first = PAGE;
          void this.requestUpdate();
        },
        chooseUnit: (unit) => {
          this.unit = unit;
          this.first = PAGE;
          void this.requestUpdate();
        },
        more: () => {
          const { length } = shown.lines;
          this.focusNext = (next) => (next.kind === 'inbox' && next.lines[length]?.id) || next.kind;
          this.first = shown.first + PAGE;
          void this.requestUpdate();
        },
        link: (id, content) => this.link({ kind: 'ticket', id }, content, id),
      });
    if (shown.kind === 'figures')
      return figuresView(
        {
          ...view,
          answer,
          figures: shown,
          today: this.today,
          choosePeriod: (period) => {
            this.period = period;
            void this.requestUpdate();
          },
        },
        this,
      );
    if (shown.kind === 'forum')
      return forumView({
        ...view,
        forum: shown,
        timeZone: this.timeZone,
        done: this.done,
        filterBy: (state) => {
          this.postState = state;
          this.postCount = PAGE;
          this.done = '';
          void this.requestUpdate();
        },
        more: () => {
          const { length } = shown.posts;
          this.focusNext = (next) => listedIn(next)[length] ?? next.kind;
          this.postCount = shown.first + PAGE;
          void this.requestUpdate();
        },
        link: (place, content) => this.link(place, content),
        addressOf: (path) => this.pageAt(path),
        form: (place, describedBy) => this.renderTask(place, view, { describedBy }),
      });
    if (shown.kind === 'topics')
      return topicsView({
        ...view,
        topics: shown,
        timeZone: this.timeZone,
        done: this.done,
        more: () => {
          const { length } = shown.topics;
          this.focusNext = (next) => listedIn(next)[length + 1] ?? next.kind;
          this.topicCount = Math.min(shown.count + PAGE, MOST_TOPICS);
          void this.requestUpdate();
        },
        link: (place, content, id) => this.link(place, content, id),
        form: (place) => this.renderTask(place, view, { choicesOf: () => subjectChoices(shown, view) }),
      });
    if (shown.kind === 'topic') {
      const answer: TaskPlace = { about: shown.id, task: 'ANSWER' };
      const { text = '' } = this.drafts.of(this.person, answer).values;
      return topicView({
        ...view,
        topic: shown.topic,
        timeZone: this.timeZone,
        done: this.done,
        link: (place, content) => this.link(place, content),
        addressOf: (path) => this.pageAt(path),
        leftOver: shown.topic?.moves.includes('ANSWER') ? '' : text.trim(),
        discard: () => {
          this.drafts.drop(this.person, answer);
          this.focusOn('topic');
        },
        form: (place, describedBy) => this.renderTask(place, view, { describedBy }),
      });
    }
    if (shown.kind === 'replies')
      return repliesView({
        ...view,
        answer,
        replies: shown,
        done: this.done,
        chooseUnit: (unit) => this.chooseUnit(unit),
        form: (place, describedBy) => this.renderTask(place, view, { describedBy }),
      });
    if (shown.kind === 'objections')
      return objectionsView({
        ...view,
        answer,
        objections: shown,
        done: this.done,
        chooseUnit: (unit) => {
          this.figureCount = PAGE;
          this.chooseUnit(unit);
        },
        more: () => {
          const { length } = shown.figures;
          this.focusNext = (next) => listedIn(next)[shown.toDecide.length + length] ?? next.kind;
          this.figureCount = Math.min(shown.count + PAGE, MOST_FIGURES);
          void this.requestUpdate();
        },
        form: (place, describedBy, choices) =>
          this.renderTask(place, view, { describedBy, choicesOf: () => choices ?? [] }),
      });
    if (shown.kind === 'exclusions') {
      const choicesOf = (field: Field) => exclusionChoices(field, { exclusions: shown, words: view.words });
      return exclusionsView({
        ...view,
        exclusions: shown,
        done: this.done,
        chooseUnit: (unit) => this.chooseUnit(unit),
        form: (place, describedBy) => this.renderTask(place, view, { describedBy, choicesOf }),
        choose: (alarm) => this.fillIn(excludingFrom(shown), selectionOfAlarm(alarm, shown.timeZone)),
      });
    }
    const { ticket, publishable } = shown;
    return html`
      <p>${this.link({ kind: 'inbox' }, view.words.backToInbox)}</p>
      ${
        ticket
          ? this.renderTicket(ticket, publishable, view)
          : html`
              ${this.done ? html`<p class="notice done" part="done">${this.done}</p>` : ''}
              <p class="notice" id="ticket" tabindex="-1">${view.words.gone}</p>
            `
      }
    `;
  }

  /** Where a page of the gateway is. */
  private pageAt(path: string): string {
    return new URL(`.${path}`, this.address ?? location.href).href;
  }

  /** Opens a form with values filled in; what else was typed into it stays. */
  private fillIn(place: TaskPlace, values: Readonly<Record<string, string>>): void {
    Object.assign(this.drafts.of(this.person, place).values, values);
    this.drafts.keep(this.person, place);
    this.openForm = taskId(place, 'form');
    this.focusOn(this.openForm);
  }

  private chooseUnit(unit: string): void {
    this.unit = unit;
    this.done = '';
    void this.requestUpdate();
  }

  private renderTicket(ticket: OfficeTicket, publishable: Publishable | null, view: View): TemplateResult {
    const { revealed, done, problem } = this;
    return ticketView({
      ...view,
      ticket,
      revealed,
      done,
      problem,
      reveal: () => void this.reveal(ticket),
      mask: () => {
        this.revealed = null;
        this.focusOn('ticket');
      },
      toSteps: () => this.focusOn('steps'),
      leftOvers: this.leftOvers(ticket),
      further: publishable && this.renderPublishing(ticket, publishable, view),
      form: (move, entry, name) => this.renderForm(ticket, { ticket: ticket.id, move, entry }, view, name),
    });
  }

  private renderPublishing({ id }: OfficeTicket, { unit, elements }: Publishable, view: View): TemplateResult {
    const choices = elements.map(({ key, label }) => ({ value: key, label }));
    return this.renderTask({ about: id, task: 'PUBLISH', given: { unitId: unit } }, view, {
      choicesOf: () => [{ value: '', label: view.words.noElement }, ...choices],
    });
  }

  /** What somebody else was faster with: it is not sent any more, and can be copied. */
  private leftOvers(ticket: OfficeTicket): readonly LeftOver[] {
    return movesWithout(ticket).flatMap((move) => {
      const place: FormPlace = { ticket: ticket.id, move, entry: null };
      const { text } = this.drafts.of(this.person, place).values;
      const discard = () => {
        this.drafts.drop(this.person, place);
        this.focusOn('steps');
      };
      return text?.trim() ? [{ move, text, discard }] : [];
    });
  }

  private renderForm(ticket: OfficeTicket, place: FormPlace, view: View, name: unknown): TemplateResult {
    const { words } = view;
    const { move, entry } = place;
    const sending: Sending = {
      place,
      fields: FORMS[move].fields,
      idOf: (field) => idOf(place, field),
      operation: FORMS[move].operation,
      variables: (filled, key) => moveVariables(place, filled, key),
      changed: words.changed,
      stored: () => this.stored(place, words.moves[move]),
    };
    const form: FormView = { ...view, ticket, place, ...this.filling(sending, view) };
    const isFirst = entry === null && movesWith(ticket)[0] === move;
    const title = html`
      <strong>${words.moves[move]}</strong>${name ? html`<span class="unseen">, ${name}</span>` : ''}
    `;
    return this.renderFolded(sending, { title, isFirst, form: () => moveForm(form) });
  }

  /** The form of something else than a move of a ticket. One without fields stands open: it is but a button. */
  private renderTask(
    place: TaskPlace,
    view: View,
    {
      describedBy,
      choicesOf = () => [],
    }: { readonly describedBy?: string; readonly choicesOf?: (field: Field) => readonly Choice[] },
  ): TemplateResult {
    const { words } = view;
    const { task } = place;
    const { fields, operation, variables, look } = TASKS[task];
    const labels: Readonly<Record<string, string>> = words.taskFields;
    const sending: Sending = {
      place,
      fields,
      idOf: (field) => taskId(place, field),
      operation,
      variables: (filled, key) => variables(place, filled, key),
      changed: words.changedThere,
      stored: () => this.taskStored(place, words.tasks[task]),
      look: look?.(place),
    };
    const found = this.foundFor(sending);
    const form = () =>
      fieldsForm({
        ...view,
        ...this.filling(sending, view),
        fields,
        idOf: sending.idOf,
        labelOf: (field) => labels[field] ?? words.fields[field] ?? field,
        choicesOf,
        means: words.taskMeans[task],
        send: look && !found?.ratings ? words.look : words.taskSend[task],
        above: found ? foundView(found, sending.idOf('found'), view) : undefined,
        ...(describedBy !== undefined && { describedBy }),
      });
    if (fields.length === 0) return form();
    const title = html`<strong>${words.tasks[task]}</strong>`;
    return this.renderFolded(sending, { title, isFirst: false, form });
  }

  private async reveal({ id }: OfficeTicket): Promise<void> {
    const { address: gateway, words } = this;
    if (!gateway) return;
    const outcome = await this.session.request(RevealTicketWordsOperation, { id }, gateway).catch((error) => {
      if (this.askAgain(error as GatewayError)) return null;
      this.problem = this.failureText(error as GatewayError);
      return null;
    });
    const here = this.here;
    // Somebody may look at another ticket by now.
    if (here.kind !== 'ticket' || here.id !== id) return;
    const result = outcome?.result;
    if (result?.__typename === 'OfficeTicket') {
      this.problem = '';
      const steps = Object.fromEntries(result.entries.map((step) => [step.id, step.entry.text]));
      this.revealed = { words: result.words, steps };
      this.announce(words.revealed);
      this.focusOn('revealed');
      return;
    }
    if (result && 'message' in result) this.problem = result.message;
    this.announce(this.problem);
    this.focusOn('problem');
  }

  private async stored(place: FormPlace, what: string): Promise<void> {
    this.drafts.drop(this.person, place);
    this.openForm = undefined;
    const { here } = this;
    // Somebody may look at another ticket by now.
    if (here.kind !== 'ticket' || here.id !== place.ticket) return this.announce(this.words.done(what));
    // What was revealed is not read again without being asked for.
    this.revealed = null;
    this.problem = '';
    this.done = this.words.done(what);
    await this.operation.refresh();
    this.announce(this.done);
    this.focusIfThere('done');
  }

  /** What was dealt with leaves the list, and the focus goes to what stands in its place. */
  private async taskStored(place: TaskPlace, what: string): Promise<void> {
    const done = this.words.done(what);
    this.drafts.drop(this.person, place);
    this.openForm = undefined;
    const hash = hashOf(this.here);
    const before = this.operation.state.answer?.shown;
    const at = before ? listedIn(before).indexOf(place.about) : -1;
    // Somebody may look at another place by now.
    if (at < 0) return this.announce(done);
    this.done = done;
    await this.operation.refresh();
    this.announce(done);
    const after = this.operation.state.answer?.shown;
    if (!after || hashOf(this.here) !== hash) return;
    const left = listedIn(after);
    const next = KEEPS.includes(after.kind) ? 'done' : (left[at] ?? left[at - 1] ?? after.kind);
    this.focusIfThere(next);
  }
}
