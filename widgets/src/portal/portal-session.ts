import type { TrustedDocument } from '@kinerja/schema/operations';
import type { TokenProvider } from '../scorecard/scorecard.ts';
import { GatewayError, gatewayRequest } from '../toolkit.ts';

interface PortalSessionOptions {
  /** The token on the element; null without one. */
  readonly given: () => string | null;
  /** Null when the page has none. */
  readonly provider: () => TokenProvider | null;
}

const UNAUTHORIZED = 401;

/** As if the gateway had said so. */
const signedOut = () => new GatewayError('status', '', new Response(null, { status: UNAUTHORIZED }));

/** Whether there is no token that the gateway takes. */
export const isSignedOut = ({ status }: GatewayError): boolean => status === UNAUTHORIZED;

/**
 * Asks the gateway in the name of a person. The token goes into the header `Authorization` and nowhere else; it is kept in
 * memory only. When it has expired, the provider is asked for another one and the request is sent once more.
 */
export class PortalSession {
  private readonly options: PortalSessionOptions;
  private token: string | null = null;
  private renewal: Promise<string | null> | undefined;

  constructor(options: PortalSessionOptions) {
    this.options = options;
  }

  /** Forgets the token: the page has put another one on the element. */
  reset(): void {
    this.token = null;
  }

  /** @throws {GatewayError} with the status 401 when there is no token that the gateway takes. */
  async request<Result, Variables>(
    operation: TrustedDocument<Result, Variables>,
    variables: Variables,
    gateway: string,
  ): Promise<Result> {
    const send = (token: string) =>
      gatewayRequest(operation, variables, { gateway, headers: { authorization: `Bearer ${token}` } });
    const token = this.token ?? this.options.given() ?? (await this.renew());
    if (!token) throw signedOut();
    try {
      return await send(token);
    } catch (error) {
      if (!isSignedOut(error as GatewayError)) throw error;
      const renewed = await this.renew();
      // Without a new one the gateway has said all there is to say.
      if (!renewed || renewed === token) throw error;
      return send(renewed);
    }
  }

  /** A fresh token; requests that wait for one at the same time share it. */
  private renew(): Promise<string | null> {
    this.renewal ??= this.askProvider().finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  private async askProvider(): Promise<string | null> {
    const provider = this.options.provider();
    if (!provider) return null;
    try {
      this.token = await provider();
      return this.token;
    } catch {
      // The portal itself has ended the session, or is away: the next action asks it again.
      throw signedOut();
    }
  }
}
