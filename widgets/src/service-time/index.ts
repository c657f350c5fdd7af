import './define.ts';

export { ServiceTime } from './service-time.ts';
