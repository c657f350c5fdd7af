import { setScriptAddress } from './gateway-address.ts';

export * from './kinerja.ts';

setScriptAddress(import.meta.url);
