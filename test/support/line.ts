import { afterAll, inject } from 'vitest';
import { openRelay, type Relay } from './relay.ts';

/** The line between a gateway and the database server, which a test can cut. */
export type Line = Relay;

/** Opens a line to the database server of this run for the tests of one file; `await` it at the top of the file. */
export async function openLine(): Promise<Line> {
  const line = await openRelay(() => new URL(inject('template').gatewayUrl));
  afterAll(line.cut);
  return line;
}
