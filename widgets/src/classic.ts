import './kinerja.ts';
import { setScriptAddress } from './gateway-address.ts';

setScriptAddress((document.currentScript as HTMLScriptElement).src);
