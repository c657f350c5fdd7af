import type { Pool } from 'pg';

/** The public facts about a regional government, known before a tenant is bound. */
export interface TenantEntry {
  readonly tenantId: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly receiptPrefix: string;
  readonly sampleData: boolean;
}

/** Which tenants there are. */
export interface TenantDirectory {
  readonly all: () => readonly TenantEntry[];
  readonly byId: (tenantId: string) => Promise<TenantEntry | undefined>;
  readonly byCode: (code: string) => Promise<TenantEntry | undefined>;
  readonly byReceiptPrefix: (prefix: string) => Promise<TenantEntry | undefined>;
  readonly reload: () => Promise<void>;
}

/** An unknown tenant is looked for again at most this often, so that guessing costs the database nothing. */
const RELOAD_MS = 1000;

/** Reads the directory and keeps it in memory; a tenant added by another process is found when first asked for. */
export const openTenantDirectory = async (directory: Pool): Promise<TenantDirectory> => {
  let entries: readonly TenantEntry[] = [];
  let loadedAt = 0;
  const reload = async () => {
    loadedAt = Date.now();
    const { rows } = await directory.query<TenantEntry>({
      name: 'tenant_directory',
      text: `select tenant_id as "tenantId", code, name, time_zone as "timeZone", receipt_prefix as "receiptPrefix",
                    sample_data as "sampleData"
             from tenant order by code`,
    });
    entries = rows;
  };
  const find = async (matches: (entry: TenantEntry) => boolean) => {
    const known = entries.find(matches);
    if (known !== undefined || Date.now() - loadedAt < RELOAD_MS) return known;
    await reload();
    return entries.find(matches);
  };
  await reload();
  return {
    all: () => entries,
    byId: (tenantId) => find((entry) => entry.tenantId === tenantId),
    byCode: (code) => find((entry) => entry.code === code),
    byReceiptPrefix: (prefix) => find((entry) => entry.receiptPrefix === prefix),
    reload,
  };
};
