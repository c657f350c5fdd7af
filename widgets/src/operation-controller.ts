import type { TrustedDocument } from '@kinerja/schema/operations';
import { gatewayRequest } from './gateway-client.ts';
import { GatewayError } from './gateway-error.ts';

/** After this the fallback link shows beside the word "loading". */
const SLOW_MS = 800;

/** One value: an answer, a failure, or neither yet. */
export interface OperationState<Answer> {
  readonly answer?: Answer;
  readonly error?: GatewayError;
  /** Neither yet, and it takes long. */
  readonly slow?: boolean;
}

/** Asks for what an element shows. */
export interface Asking<Answer> {
  readonly state: OperationState<Answer>;
  /** Called before each rendering. */
  update(): void;
  /** Called when the element leaves the page. */
  halt(): void;
  /** Asks the same again. */
  retry(): void;
}

/** The element that asks. */
export interface OperationHost {
  requestUpdate(): Promise<void>;
  /** Told of each answer or failure that still counts. */
  settled(state: OperationState<unknown>): void;
}

interface Question<Variables> {
  readonly gateway: string;
  readonly variables: Variables;
}

interface OperationOptions<Result, Variables, Answer> {
  readonly operation: TrustedDocument<Result, Variables>;
  /** What to ask, from the host's attributes; null while they do not allow a question. */
  readonly question: () => Question<Variables> | null;
  /** The part of the result that was asked for; null when the gateway knows no such thing. */
  readonly pick: (result: Result) => Answer | null;
}

/** Asks whenever the question changes. The last question wins; a removed element asks nothing. */
export class OperationController<Result, Variables, Answer> implements Asking<Answer> {
  state: OperationState<Answer> = {};
  private readonly host: OperationHost;
  readonly options: OperationOptions<Result, Variables, Answer>;
  private asked?: string;
  private stop: AbortController | undefined;

  constructor(host: OperationHost, options: OperationOptions<Result, Variables, Answer>) {
    this.host = host;
    this.options = options;
  }

  /** Called before each rendering. */
  update(): void {
    const question = this.options.question();
    const asked = JSON.stringify(question);
    if (asked === this.asked) return;
    this.halt();
    this.asked = asked;
    this.state = {};
    if (question) void this.ask(question);
  }

  /** Called when the element leaves the page. An answer stays; a question is asked again on return. */
  halt(): void {
    this.stop?.abort();
    this.stop = undefined;
    if (!this.state.answer) this.asked = '';
  }

  /** Asks the same question again. */
  retry(): void {
    this.asked = '';
    void this.host.requestUpdate();
  }

  private async ask({ gateway, variables }: Question<Variables>): Promise<void> {
    const { operation, pick } = this.options;
    const stop = new AbortController();
    this.stop = stop;
    const change = (state: OperationState<Answer>) => {
      // A later question may have taken the place of this one.
      if (this.stop !== stop) return;
      this.state = state;
      void this.host.requestUpdate();
      if (!state.slow) this.host.settled(state);
    };
    const slow = setTimeout(() => change({ slow: true }), SLOW_MS);
    try {
      const answer = pick(await gatewayRequest(operation, variables, { gateway, stop }));
      change(answer ? { answer } : { error: new GatewayError('unknown') });
    } catch (error) {
      change({ error: error as GatewayError });
    }
    clearTimeout(slow);
  }
}
