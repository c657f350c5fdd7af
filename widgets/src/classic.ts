import './kinerja.ts';
import { openMembers } from './members.ts';
import { setScriptAddress } from './script-address.ts';

setScriptAddress((document.currentScript as HTMLScriptElement).src);
openMembers();
