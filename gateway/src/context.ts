import type { ApiClient } from './access/api-client.ts';
import type { OutboundAddresses } from './access/outbound-address.ts';
import type { GuessLimit, SubmitLimit } from './access/submit-limit.ts';
import type { Viewer } from './access/viewer.ts';
import type { Database } from './database/open-database.ts';
import type { TenantDirectory } from './tenant/tenant-directory.ts';

/** Who is asking, as far as the transport can tell. */
export interface Caller {
  /** Address of the client, as the nearest trusted hop reports it. */
  readonly address: string;
  /** `Origin` of a browser's request; other programs may send what they like. */
  readonly origin: string | null;
  /** The way in, as stored with what a citizen sends. */
  readonly channel: 'API' | 'WIDGET' | 'FORM';
}

/** What every resolver and use case is given. */
export interface Context {
  readonly db: Database;
  readonly tenants: TenantDirectory;
  readonly now: () => Date;
  readonly caller: Caller;
  /** Who is signed in; null for everybody else. */
  readonly viewer: Viewer | null;
  /** Which program asks with a key of its own; null for everybody else. */
  readonly client: ApiClient | null;
  readonly submitLimit: SubmitLimit | null;
  readonly guessLimit: GuessLimit | null;
  readonly visitCodeLimit: GuessLimit | null;
  /** Whom the gateway may call where somebody else has chosen the address. */
  readonly outbound: OutboundAddresses;
  /** Told after a rating was committed; resolves when the running figures that it completes are public. */
  readonly ratingStored: (tenantId: string, unitId: string) => Promise<void>;
}
