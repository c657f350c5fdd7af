import { addressIn } from '../access/network.ts';
import { type RecognisedDevice, recogniseDevice } from '../access/recognise-device.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { decodeGlobalId } from '../global-id.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import type { SubmitFeedback } from './feedback-input.ts';
import { questionnaireOf } from './stored-questionnaire.ts';

interface Target {
  readonly unitId: string;
  readonly questionnaireKey: string;
  readonly questionnaireVersion: number;
  readonly keyVersion: number;
  readonly secret: Buffer;
  readonly siteId: string | null;
  readonly origins: readonly string[] | null;
  /** Whether the caller comes from a network of the office that is rated. */
  readonly isOfOffice: boolean;
}

/** The service that is rated and the device that sends, with all that the use case needs to know of them. */
export interface Rated {
  readonly tenant: TenantEntry;
  readonly serviceId: string;
  readonly target: Target;
  readonly questionnaire: Questionnaire;
  /** Null when no token came along. */
  readonly device: RecognisedDevice | null;
}

/** What is known of the service, the tenant's newest key and the embedding site, in one statement. */
export const LOAD_TARGET = {
  name: 'submit_target',
  text: `
    select service.unit_id as "unitId", service.questionnaire_key as "questionnaireKey",
           service.questionnaire_version as "questionnaireVersion", receipt_key.version as "keyVersion",
           receipt_key.secret, embed_site.id as "siteId", embed_site.origins,
           exists (select from office_network
                   where office_network.tenant_id = service.tenant_id and office_network.revoked_at is null
                     and coalesce(office_network.unit_id, service.unit_id) = service.unit_id
                     and $4::inet <<= network) as "isOfOffice"
    from service
    join lateral (select version, secret from receipt_key where tenant_id = service.tenant_id
                  order by version desc limit 1) as receipt_key on true
    left join embed_site on embed_site.tenant_id = service.tenant_id and embed_site.key = $3
                        and embed_site.revoked_at is null
    where service.tenant_id = $1 and service.id = $2`,
};

/** What a submit is about; nothing for a service that does not exist in the bound tenant. */
export const loadRated = async (
  input: SubmitFeedback,
  { db, tenants, caller }: Context,
): Promise<Rated | undefined> => {
  const service = decodeGlobalId(input.serviceId);
  if (service?.type !== 'Service') return undefined;
  const tenant = await tenants.byId(service.tenantId);
  if (tenant === undefined || tenant.tenantId !== boundTenant()) return undefined;
  const { rows } = await db.pool.query<Target>({
    values: [tenant.tenantId, service.id, input.siteKey ?? '', addressIn(caller.address)],
    ...LOAD_TARGET,
  });
  const [target] = rows;
  if (target === undefined) return undefined;
  const questionnaire = await questionnaireOf(db.pool, target.questionnaireKey, target.questionnaireVersion);
  const rated = { serviceId: service.id, unitId: target.unitId };
  const device = input.deviceToken ? await recogniseDevice(db.pool, input.deviceToken, rated) : null;
  return { tenant, serviceId: service.id, target, questionnaire, device };
};
