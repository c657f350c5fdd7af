import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { typedCode } from '../tenant/typed-code.ts';

/** Where the QR code of a ticket leads: the plain form of the service, with the code filled in. Opening it records nothing. */
export const visitCodePath = (tenant: TenantEntry, serviceId: string, code: string): string =>
  `/nilai/${typedCode(tenant, serviceId)}?visit=${code}`;
