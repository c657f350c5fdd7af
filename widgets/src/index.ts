import { setScriptAddress } from './gateway-address.ts';
import { loadScorecard } from './scorecard/load-scorecard.ts';

export * from './kinerja.ts';

setScriptAddress(import.meta.url);
loadScorecard(import.meta.url);
