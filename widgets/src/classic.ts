import './kinerja.ts';
import { setScriptAddress } from './gateway-address.ts';
import { loadScorecard } from './scorecard/load-scorecard.ts';

const { src } = document.currentScript as HTMLScriptElement;
setScriptAddress(src);
loadScorecard(src);
