import './define.ts';
import { setScriptAddress } from '../gateway-address.ts';

export { Scorecard } from './scorecard.ts';

setScriptAddress(import.meta.url);
