import './kinerja.ts';
import { setScriptAddress } from './gateway-address.ts';
import { openMembers } from './members.ts';

const { src } = document.currentScript as HTMLScriptElement;
setScriptAddress(src);
openMembers(src);
