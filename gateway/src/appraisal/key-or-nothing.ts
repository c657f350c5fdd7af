import { boundTenant } from '../database/tenant-scope.ts';
import { decodeGlobalId, type NodeType } from '../global-id.ts';

/** The key behind a global id of this kind and of the bound tenant; nothing for any other text. */
export const keyOrNothing = (id: string, type: NodeType): string | undefined => {
  const decoded = decodeGlobalId(id);
  return decoded?.type === type && decoded.tenantId === boundTenant() ? decoded.id : undefined;
};
