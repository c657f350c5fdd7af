import { maskEmployeeNumber, readEmployeeNumber } from '../domain/employee-number.ts';
import type { Cell, Reading } from './cell.ts';

/** How a wrong employee number stands in a message: its last three digits at most. */
export const maskedNumber = (cell: Cell): string => maskEmployeeNumber(typeof cell === 'string' ? cell : '');

/** Reads an employee number (NIP); the reason carries no digits but the last three. */
export const numberReader =
  (today: string) =>
  (cell: Cell): Reading<{ readonly number: string; readonly kind: 'PNS' | 'PPPK' }> => {
    const read = readEmployeeNumber(cell, today);
    return read.ok ? { value: read } : { reason: read.problem.id };
  };
