import { encodeGlobalId } from '../global-id.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';

/** Where the forum of a region is, or one of its topics. */
export const forumAddress = (
  tenant: Pick<TenantEntry, 'tenantId' | 'code'> | undefined,
  topicId: string | null,
): string => {
  if (tenant === undefined) throw new Error('The topic belongs to no region.');
  const { tenantId, code } = tenant;
  return `/forum/${code}${topicId === null ? '' : `/${encodeGlobalId({ type: 'ForumTopic', tenantId, id: topicId })}`}`;
};
