import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';

/** Turns one bit of a file over, as a bad disk does; turns it back when it is done again. */
export const flipBit = (path: string, bit: number): void => {
  const file = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  const place = Math.floor(bit / 8);
  readSync(file, byte, 0, 1, place);
  byte.writeUInt8(byte.readUInt8() ^ (1 << (bit % 8)));
  writeSync(file, byte, 0, 1, place);
  fsyncSync(file);
  closeSync(file);
};

export const bitsOf = (path: string): number => statSync(path).size * 8;
