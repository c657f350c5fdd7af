import type { Asking, GatewayError, OperationHost, OperationState } from '../toolkit.ts';

interface PortalControllerOptions<Question, Answer> {
  /** Null while the attributes do not allow a question. */
  readonly question: () => Question | null;
  /** Asks the gateway, as often as the answer needs. */
  readonly read: (question: Question) => Promise<Answer>;
}

/** After this the fallback link shows beside the word "loading". */
const SLOW_MS = 800;

/** Asks in the name of a person; what was shown stays until the next answer is there. */
export class PortalController<Question, Answer> implements Asking<Answer> {
  state: OperationState<Answer> = {};
  private readonly host: OperationHost;
  private readonly options: PortalControllerOptions<Question, Answer>;
  private asked = '';
  /** Rises when all is to be read anew. */
  private turn = 0;
  private running = 0;

  constructor(host: OperationHost, options: PortalControllerOptions<Question, Answer>) {
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

  private async ask(question: Question): Promise<void> {
    this.running += 1;
    const { running } = this;
    const change = (state: OperationState<Answer>) => {
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
      change({ answer: await this.options.read(question) });
    } catch (error) {
      change({ error: error as GatewayError });
    }
    clearTimeout(slow);
  }
}
