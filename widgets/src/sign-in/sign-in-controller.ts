import type { KinerjaErrorEvent } from '../events.ts';
import { isSignedOut } from '../portal/portal-session.ts';
import type { TokenProvider } from '../scorecard/scorecard.ts';
import type { Asking, OperationState } from '../toolkit.ts';
import { drop, isKept, keep, kept } from './kept.ts';
import {
  begin,
  complete,
  type Failure,
  isFresh,
  NotSignedIn,
  type Provider,
  renew,
  type Session,
  signOutAddress,
} from './provider.ts';

/** Where signing in stands. */
export type Standing =
  | { readonly kind: 'offered' | 'coming' | 'signedIn' | 'again' | 'refused' | 'noStorage' | 'unsafe' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A widget that asks for a token, where the page has one. */
export interface SignedInElement extends Element {
  tokenProvider: TokenProvider | string | null;
}

interface SignInHost {
  readonly provider: Provider | null;
  /** Whom the sign-in is for; null where the page has no such element. */
  readonly desk: SignedInElement | null;
  requestUpdate(): Promise<void>;
}

const hasStorage = (): boolean => {
  try {
    return !!sessionStorage;
  } catch {
    return false;
  }
};

const asNotSignedIn = (error: unknown): Failure => (error instanceof NotSignedIn ? error.failure : ['mismatch', '']);

/** Signs a person in at a provider, and a widget of the page by it. */
export class SignInController implements Asking<Standing> {
  state: OperationState<Standing> = { answer: { kind: 'offered' } };
  private readonly host: SignInHost;
  private isBegun = false;
  private session: Session | null = null;
  /** The token that the widget has; asked for another one, it is not good any more. */
  private given = '';

  constructor(host: SignInHost) {
    this.host = host;
  }

  update(): void {
    const { provider } = this.host;
    if (this.isBegun || !provider) return;
    this.isBegun = true;
    // Without TLS browsers have no cryptography for pages.
    if (!crypto.subtle) this.change({ kind: 'unsafe' });
    else if (hasStorage()) void this.arrive(provider);
    else this.change({ kind: 'noStorage' });
  }

  halt(): void {
    const { desk } = this.host;
    desk?.removeEventListener('kinerja-sign-out', this.signOut);
    desk?.removeEventListener('kinerja-error', this.noteRefusal);
  }

  /** Goes to the provider. */
  retry(): void {
    const { provider } = this.host;
    if (provider) void this.leave(provider);
  }

  private change(answer: Standing): void {
    this.state = { answer };
    void this.host.requestUpdate();
  }

  private async leave(provider: Provider): Promise<void> {
    this.change({ kind: 'coming' });
    try {
      const { attempt, address } = await begin(provider);
      keep('attempt', provider, attempt);
      location.assign(address);
    } catch (error) {
      this.change({ kind: 'failed', failure: asNotSignedIn(error) });
    }
  }

  /** The page was opened: by somebody who comes back from the provider, who is signed in already, or who is not. */
  private async arrive(provider: Provider): Promise<void> {
    const answer = new URL(location.href);
    const { searchParams } = answer;
    if (searchParams.has('state') && (searchParams.has('code') || searchParams.has('error'))) {
      const attempt = kept('attempt', provider);
      if (attempt) return this.comeBack(provider, answer, attempt);
      // An answer that was used before, as after the button "back".
      if (!isKept('attempt')) history.replaceState(null, '', location.pathname);
    }
    const failure = kept('failure', provider);
    if (failure) {
      drop('failure');
      return this.change({ kind: 'failed', failure });
    }
    const session = kept('session', provider);
    if (session) this.let(session);
    // By another provider: nobody is two people in one tab.
    else if (isKept('session')) this.change({ kind: 'signedIn' });
  }

  private async comeBack(...[provider, answer, attempt]: Parameters<typeof complete>): Promise<void> {
    this.change({ kind: 'coming' });
    // One answer to one question, whatever comes of it.
    drop('attempt');
    try {
      keep('session', provider, await complete(provider, answer, attempt));
    } catch (error) {
      keep('failure', provider, asNotSignedIn(error));
    }
    // The code leaves the address, and its history. Another sign-in of the page may have taken it out already: then going to
    // the address would load nothing.
    const [, , , page] = attempt;
    history.replaceState(null, '', page);
    location.reload();
  }

  private let(session: Session): void {
    const { desk } = this.host;
    this.session = session;
    this.change({ kind: 'signedIn' });
    if (!desk) return;
    desk.addEventListener('kinerja-sign-out', this.signOut);
    desk.addEventListener('kinerja-error', this.noteRefusal);
    desk.tokenProvider = this.token;
  }

  /** A token for the widget, another one than before. */
  private readonly token = async (): Promise<string> => {
    const { session } = this;
    const { provider } = this.host;
    if (!session || !provider) throw new NotSignedIn(['mismatch', '']);
    const isGood = isFresh(session);
    if (isGood && this.given !== session[0]) {
      this.given = session[0];
      return this.given;
    }
    try {
      const renewed = await renew(provider, session);
      keep('session', provider, renewed);
      this.session = renewed;
      this.given = renewed[0];
      return this.given;
    } catch (error) {
      this.end({ kind: isGood ? 'refused' : 'again' });
      throw error;
    }
  };

  /** Good by their time, and refused all the same: the gateway does not know the person. */
  private readonly noteRefusal = (event: Event): void => {
    if (this.session && isSignedOut((event as KinerjaErrorEvent).error)) this.end({ kind: 'refused' });
  };

  private end(standing: Standing): void {
    const { desk } = this.host;
    drop('session');
    this.session = null;
    this.given = '';
    if (desk) desk.tokenProvider = null;
    this.change(standing);
  }

  private readonly signOut = (): void => {
    const { session } = this;
    const { provider } = this.host;
    if (!session || !provider) return;
    this.end({ kind: 'offered' });
    void signOutAddress(provider, session).then((address) => {
      if (address === null) location.reload();
      else location.assign(address);
    });
  };
}
