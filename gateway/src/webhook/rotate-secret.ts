import { checkInput } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { OLD_SECRET_HOURS, oldSecretUntil } from '../domain/webhook.ts';
import { changeEndpoint } from './endpoint-at-hand.ts';
import type { IssuedSecret } from './register-endpoint.ts';
import { issueSecret } from './signing-secret.ts';

/**
 * Gives an endpoint a new secret. Messages are signed with the old one as well until it ends, so that a receiver can change in
 * between; after a leak it ends at once, with 0 hours.
 */
export const rotateSecret = (id: string, hours: number, context: Context): Promise<IssuedSecret> =>
  changeEndpoint(id, context, async (client, endpoint, at) => {
    const check = checkInput();
    check.expect(
      hours >= 0 && hours <= OLD_SECRET_HOURS.most,
      'keepOldHours',
      hours,
      `0 sampai ${OLD_SECRET_HOURS.most} jam`,
    );
    check.finish();
    const oldValidUntil = new Date(oldSecretUntil(at.getTime(), hours));
    const secret = await issueSecret(client, endpoint.id, { now: at, oldUntil: oldValidUntil });
    return {
      action: 'webhook.secretRotated',
      detail: { oldValidUntil },
      result: { tenantId: boundTenant(), endpointId: endpoint.id, secret, oldValidUntil },
    };
  });
