import type { TrustedDocument } from '@kinerja/schema/operations';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { gatewayRequest } from './gateway-client.ts';
import { GatewayError } from './gateway-error.ts';

/** After this the fallback link shows beside the word "loading". */
const SLOW_MS = 800;

/** One value: a question has exactly one of these states. */
export type OperationState<Answer> =
  | { readonly at: 'idle' }
  | { readonly at: 'loading'; readonly slow: boolean }
  | { readonly at: 'done'; readonly answer: Answer }
  | { readonly at: 'failed'; readonly error: GatewayError };

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
  /** Called once for each answer or failure that still counts. */
  readonly settled: (state: OperationState<Answer>) => void;
}

/** Asks whenever the question changes. The last question wins; a removed element asks nothing. */
export class OperationController<Result, Variables, Answer> implements ReactiveController {
  state: OperationState<Answer> = { at: 'idle' };
  private readonly host: ReactiveControllerHost;
  private readonly options: OperationOptions<Result, Variables, Answer>;
  private asked = '';
  private stop: AbortController | null = null;

  constructor(host: ReactiveControllerHost, options: OperationOptions<Result, Variables, Answer>) {
    this.host = host;
    this.options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    if (this.state.at !== 'loading') return;
    this.asked = '';
    this.halt();
  }

  hostUpdate(): void {
    const question = this.options.question();
    const asked = question ? JSON.stringify(question) : '';
    if (asked === this.asked) return;
    this.asked = asked;
    this.halt();
    if (question) void this.ask(question);
  }

  /** Asks the same question again. */
  retry(): void {
    this.asked = '';
    this.host.requestUpdate();
  }

  private halt(): void {
    this.stop?.abort();
    this.stop = null;
    this.state = { at: 'idle' };
  }

  private async ask({ gateway, variables }: Question<Variables>): Promise<void> {
    const { operation, pick, settled } = this.options;
    const stop = new AbortController();
    const change = (state: OperationState<Answer>) => {
      // A later question has taken the place of this one.
      if (this.stop !== stop) return;
      this.state = state;
      this.host.requestUpdate();
      if (state.at !== 'loading') settled(state);
    };
    this.stop = stop;
    this.state = { at: 'loading', slow: false };
    const slow = setTimeout(() => change({ at: 'loading', slow: true }), SLOW_MS);
    try {
      const answer = pick(await gatewayRequest(operation, variables, { gateway, stop }));
      change(answer ? { at: 'done', answer } : { at: 'failed', error: new GatewayError('unknown') });
    } catch (error) {
      change({ at: 'failed', error: error as GatewayError });
    } finally {
      clearTimeout(slow);
    }
  }
}
