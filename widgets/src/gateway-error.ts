/**
 * Why the gateway gave no usable answer.
 *
 * - `network`: no answer at all: offline, not reachable, timed out, refused by the page's policy
 * - `status`: an HTTP status that is no success
 * - `answer`: a body that is not the gateway's, as a captive portal sends
 * - `unknown`: the gateway answered, and has no such service, region, kind or period
 * - `refused`: the gateway answered, and will not take this rating
 * - `expired`: tried for seven days or sixty times
 */
export type GatewayFailure = 'network' | 'status' | 'answer' | 'unknown' | 'refused' | 'expired';

/** The gateway gave no usable answer, or refused. */
export class GatewayError extends Error {
  /** Why. */
  readonly failure: GatewayFailure;
  /** The HTTP status, when there was one. */
  readonly status: number | undefined;
  /** What the gateway asked for in `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(failure: GatewayFailure, message?: string, response?: Response) {
    super(message);
    this.failure = failure;
    this.status = response?.status;
    this.retryAfterSeconds = retryAfterSeconds(response?.headers.get('retry-after'));
  }
}

/** Given in seconds, or as a date. */
function retryAfterSeconds(header: string | null | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header) || (Date.parse(header) - Date.now()) / 1_000;
  return seconds > 0 ? seconds : undefined;
}
