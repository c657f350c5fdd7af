import * as oauth from 'oauth4webapi';

/** A provider of single sign-on, and as what it knows this page. */
export interface Provider {
  readonly issuer: string;
  readonly client: string;
  readonly scope: string;
}

// The tab keeps what follows, and another version of this file may read it: names of properties differ from build to build.

/**
 * What the provider gave. The refresh token is null where it gives none: when the ID token has expired, the person signs in
 * again.
 */
export type Session = readonly [idToken: string, refreshToken: string | null];

/** What was asked for, what the answer has to match, and the path, query and hash to come back to. */
export type Attempt = readonly [state: string, nonce: string, verifier: string, page: string];

/** Why somebody is not signed in, and what the provider said of it: its words, or where its tokens are. */
export type Failure = readonly [why: 'denied' | 'away' | 'elsewhere' | 'mismatch', said: string];

/** Nobody is signed in. */
export class NotSignedIn extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(failure.join(': '), { cause });
    this.failure = failure;
  }
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Only a provider on this machine is asked without TLS. */
const optionsFor = (issuer: URL) => ({ [oauth.allowInsecureRequests]: LOOPBACK.includes(issuer.hostname) });

const failureOf = (error: unknown): NotSignedIn => {
  if (error instanceof NotSignedIn) return error;
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
    return new NotSignedIn(['denied', error.error_description ?? error.error], error);
  // What `fetch` throws, whether the network or the provider's rules on origins stopped it.
  if (error instanceof TypeError) return new NotSignedIn(['away', ''], error);
  return new NotSignedIn(['mismatch', ''], error);
};

const sayingWhy = async <Result>(act: () => Promise<Result>): Promise<Result> => {
  try {
    return await act();
  } catch (error) {
    throw failureOf(error);
  }
};

const discover = async ({ issuer }: Provider): Promise<oauth.AuthorizationServer> => {
  const url = new URL(issuer);
  const answer = await oauth.discoveryRequest(url, { algorithm: 'oidc', ...optionsFor(url) });
  const server = await oauth.processDiscoveryResponse(url, answer);
  const { token_endpoint: endpoint } = server;
  if (endpoint && new URL(endpoint).origin !== url.origin) throw new NotSignedIn(['elsewhere', endpoint]);
  return server;
};

/** Where the provider sends people back to: registered there as it stands, without query. */
const redirectUri = (): string => location.origin + location.pathname;

/**
 * Begins the authorization code flow with PKCE (RFC 7636), as for any application that can keep no secret.
 *
 * @returns what the answer has to match, and the address to go to.
 * @throws {NotSignedIn} when the provider cannot be asked.
 */
export const begin = (provider: Provider): Promise<{ readonly attempt: Attempt; readonly address: string }> =>
  sayingWhy(async () => {
    const { authorization_endpoint: endpoint } = await discover(provider);
    if (!endpoint) throw new NotSignedIn(['mismatch', '']);
    const state = oauth.generateRandomState();
    const nonce = oauth.generateRandomNonce();
    const verifier = oauth.generateRandomCodeVerifier();
    const address = new URL(endpoint);
    const parameters = {
      client_id: provider.client,
      redirect_uri: redirectUri(),
      response_type: 'code',
      scope: provider.scope,
      state,
      nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    const page = location.pathname + location.search + location.hash;
    return { attempt: [state, nonce, verifier, page], address: address.href };
  });

const sessionOf = ({ id_token, refresh_token }: oauth.TokenEndpointResponse, before: Session | null): Session => {
  if (!id_token) throw new NotSignedIn(['mismatch', '']);
  return [id_token, refresh_token ?? before?.[1] ?? null];
};

/**
 * Ends it: what the provider sent the person back with becomes a session.
 *
 * @param answer address of the page, with what the provider put into it.
 * @throws {NotSignedIn} when the provider refuses, cannot be asked, or answers something else than was asked.
 */
export const complete = (provider: Provider, answer: URL, [state, nonce, verifier]: Attempt): Promise<Session> =>
  sayingWhy(async () => {
    const server = await discover(provider);
    const client = { client_id: provider.client };
    const code = oauth.validateAuthResponse(server, client, answer, state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      code,
      redirectUri(),
      verifier,
      optionsFor(new URL(provider.issuer)),
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    return sessionOf(tokens, null);
  });

/** @throws {NotSignedIn} when the provider gives no further token. */
export const renew = (provider: Provider, session: Session): Promise<Session> =>
  sayingWhy(async () => {
    const [, refreshToken] = session;
    if (refreshToken === null) throw new NotSignedIn(['mismatch', '']);
    const server = await discover(provider);
    const client = { client_id: provider.client };
    const options = optionsFor(new URL(provider.issuer));
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options);
    return sessionOf(await oauth.processRefreshTokenResponse(server, client, response), session);
  });

/** Where the provider ends its own session, too; null when it has no such place, or cannot be asked. */
export const signOutAddress = async (provider: Provider, [idToken]: Session): Promise<string | null> => {
  const server = await discover(provider).catch(() => null);
  if (!server?.end_session_endpoint) return null;
  const address = new URL(server.end_session_endpoint);
  address.searchParams.set('id_token_hint', idToken);
  address.searchParams.set('client_id', provider.client);
  address.searchParams.set('post_logout_redirect_uri', redirectUri());
  return address.href;
};

/** Whether the token is good for half a minute more, by this machine's clock. */
export const isFresh = ([idToken]: Session): boolean => {
  const [, payload = ''] = idToken.split('.');
  const { exp } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { readonly exp: number };
  return exp * 1000 > Date.now() + 30_000;
};
