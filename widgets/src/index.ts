import { setScriptAddress } from './gateway-address.ts';
import { openMembers } from './members.ts';

export * from './kinerja.ts';
export * from './toolkit.ts';

setScriptAddress(import.meta.url);
openMembers(import.meta.url);
