import { openMembers } from './members.ts';
import { setScriptAddress } from './script-address.ts';

export * from './form-toolkit.ts';
export * from './kinerja.ts';
export * from './toolkit.ts';

setScriptAddress(import.meta.url);
openMembers();
