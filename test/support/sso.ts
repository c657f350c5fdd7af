import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Configuration, Provider } from 'oidc-provider';

/** What a region's single sign-on is for these tests. */
export interface SsoOptions {
  /** Client id of the console. */
  readonly client: string;
  /** Where people are sent back to. */
  readonly redirectUri: string;
  /** By what is typed as the account name: what the claim `nip` says. */
  readonly people: Readonly<Record<string, string>>;
  /** How long an ID token is good, in seconds. */
  readonly life: number;
}

/**
 * A certified OpenID provider on this machine, with a page where any password is right. It stops with `close`.
 *
 * @returns its issuer; `away` makes it fail every request until it is called again.
 */
export async function openSso(options: SsoOptions) {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configuration: Configuration = {
    clients: [
      {
        client_id: options.client,
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [options.redirectUri],
        post_logout_redirect_uris: [options.redirectUri],
      },
    ],
    cookies: { keys: ['kunci-uji'] },
    // Claims of a scope go into the ID token, as a region sets its provider up for the console.
    claims: { openid: ['sub', 'nip'] },
    conformIdTokenClaims: false,
    clientBasedCORS: () => true,
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, nip: options.people[sub] }),
    }),
    issueRefreshToken: () => true,
    ttl: { IdToken: options.life },
  };
  const provider = new Provider(issuer, configuration);
  const respond = provider.callback();
  let isAway = false;
  server.on('request', (request, response) => {
    if (isAway) request.socket.destroy();
    else void respond(request, response);
  });
  return {
    issuer,
    setAway: (away: boolean) => {
      isAway = away;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
