import { once } from 'node:events';
import type { Told } from './server-process.ts';

/** Serves what the parent sends, tells it the address and on request what was used, and ends with it. */
export const serveForParent = async <Served>(
  serve: (served: Served) => Promise<{ readonly address: string; readonly close: () => Promise<void> }>,
): Promise<void> => {
  const tell = (told: Told) => process.send?.(told);
  const [served] = (await once(process, 'message')) as [Served];
  const { address, close } = await serve(served);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    tell({ cpuMicroseconds: user + system, memoryBytes: process.memoryUsage.rss() });
  });
  process.once('disconnect', () => void close().then(() => process.exit(0)));
  tell({ address });
};
