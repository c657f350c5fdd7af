import { boundTenant } from '../database/tenant-scope.ts';
import { decodeGlobalId } from '../global-id.ts';
import { invalid, issue } from '../refusals.ts';

const EXPECTED = { Employee: 'id pegawai daerah ini', Post: 'id jabatan daerah ini' } as const;

/** Something of the bound tenant that an input names by its global id. */
type OwnThing = keyof typeof EXPECTED;

/** The input names nothing of this tenant; one of another tenant is answered as if it did not exist. */
export const unknownId = (path: string, text: string, type: OwnThing) => invalid(issue(path, text, EXPECTED[type]));

/**
 * The key behind a global id in an input. Whether the thing exists is not told.
 *
 * @throws {Refused} for the id of something else, or of another tenant.
 */
export const ownId = (path: string, text: string, type: OwnThing): string => {
  const id = decodeGlobalId(text);
  if (id?.type !== type || id.tenantId !== boundTenant()) throw unknownId(path, text, type);
  return id.id;
};
