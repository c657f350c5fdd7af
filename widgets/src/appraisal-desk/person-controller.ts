import {
  ScorecardOperation,
  type ScorecardQuery,
  ScorecardsOperation,
  type ScorecardsQuery,
} from '@kinerja/schema/operations';
import { type Asking, GatewayError, type OperationHost, type OperationState } from '../toolkit.ts';
import type { PortalSession } from './portal-session.ts';

export type Viewer = NonNullable<ScorecardsQuery['viewer']>;
export type Card = NonNullable<ScorecardQuery['appraisal']>;

/** What somebody has to do with, and the appraisal that is open. */
export interface PersonAnswer {
  readonly viewer: Viewer;
  readonly card: Card | null;
}

interface PersonQuestion {
  readonly gateway: string;
  readonly lang: string;
  /** Period of one's own appraisal that opens first; null for the latest. */
  readonly period: string | null;
  /** Id of the appraisal to show; null for none, undefined for one's own. */
  readonly chosen: string | null | undefined;
  /** Rises when all is to be read anew. */
  readonly turn: number;
}

interface PersonControllerOptions {
  readonly session: PortalSession;
  /** Null while the attributes do not allow a question. */
  readonly question: () => Omit<PersonQuestion, 'turn'> | null;
}

/** After this the fallback link shows beside the word "loading". */
const SLOW_MS = 800;

/** The appraisal that opens first: of the period asked for, else the latest. */
const firstOf = ({ own }: Viewer, period: string | null): Viewer['own'][number] | undefined =>
  period ? own.find((one) => one.period === period) : own[0];

/** Asks in the name of a person; what was shown stays until the next answer is there. */
export class PersonController implements Asking<PersonAnswer> {
  state: OperationState<PersonAnswer> = {};
  private readonly host: OperationHost;
  private readonly options: PersonControllerOptions;
  private asked = '';
  private turn = 0;
  private running = 0;

  constructor(host: OperationHost, options: PersonControllerOptions) {
    this.host = host;
    this.options = options;
  }

  update(): void {
    const question = this.options.question();
    const asked = JSON.stringify({ ...question, turn: this.turn });
    if (asked === this.asked) return;
    this.asked = asked;
    if (question) void this.ask(question);
  }

  halt(): void {
    this.running += 1;
    if (!this.state.answer) this.asked = '';
  }

  retry(): void {
    this.turn += 1;
    void this.host.requestUpdate();
  }

  /** Reads all anew, and resolves when it is there. */
  async refresh(): Promise<void> {
    const question = this.options.question();
    if (question) await this.ask(question);
  }

  private async ask({ gateway, lang, period, chosen }: Omit<PersonQuestion, 'turn'>): Promise<void> {
    const { session } = this.options;
    this.running += 1;
    const { running } = this;
    const change = (state: OperationState<PersonAnswer>) => {
      // A later question may have taken the place of this one.
      if (this.running !== running) return;
      this.state = state;
      void this.host.requestUpdate();
      if (!state.slow) this.host.settled(state);
    };
    if (!this.state.answer) this.state = {};
    const slow = setTimeout(() => {
      if (!this.state.answer) change({ slow: true });
    }, SLOW_MS);
    try {
      const { viewer } = await session.request(ScorecardsOperation, { lang }, gateway);
      if (!viewer) throw new GatewayError('unknown');
      const id = chosen === undefined ? firstOf(viewer, period)?.id : chosen;
      const found = id ? await session.request(ScorecardOperation, { id, lang }, gateway) : null;
      change({ answer: { viewer, card: found?.appraisal ?? null } });
    } catch (error) {
      change({ error: error as GatewayError });
    }
    clearTimeout(slow);
  }
}
