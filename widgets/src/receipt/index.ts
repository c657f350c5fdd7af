import './define.ts';

export { Receipt } from './receipt.ts';
