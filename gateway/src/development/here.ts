import { boundTenant } from '../database/tenant-scope.ts';
import { notFound } from '../errors.ts';
import { decodeGlobalId, type NodeType } from '../global-id.ts';

/** The key behind a global id of the bound tenant; nothing for any other text. */
export const keyHere = (value: string, type: NodeType): string | undefined => {
  const decoded = decodeGlobalId(value);
  return decoded?.type === type && decoded.tenantId === boundTenant() ? decoded.id : undefined;
};

/** That a thing is not there, or not for this person: the two are not told apart. */
export const notHere = (argument: string, value: string, type: NodeType): Error =>
  notFound(argument, value, `the id of a ${type} of your region`);

/**
 * The key behind a global id of the bound tenant.
 *
 * @throws NOT_FOUND that names the argument for any other text.
 */
export const requireKey = (argument: string, value: string, type: NodeType): string => {
  const key = keyHere(value, type);
  if (key === undefined) throw notHere(argument, value, type);
  return key;
};
