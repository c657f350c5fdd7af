import type { CDPSession } from 'playwright-core';

/** Milliseconds of the processor that a page's main thread has used. */
export interface ProcessorTime {
  readonly script: number;
  /** Styles and layout. */
  readonly layout: number;
  /** These and all else. */
  readonly all: number;
}

/**
 * Begins to count. What others do on the machine does not count, unlike in any other time; the processor must not be slowed
 * down, because waiting would count in part.
 */
export const countProcessorTime = async (client: CDPSession): Promise<() => Promise<ProcessorTime>> => {
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    const metric = (name: string) => 1000 * (metrics.find((one) => one.name === name)?.value ?? Number.NaN);
    return {
      script: metric('ScriptDuration'),
      layout: metric('LayoutDuration') + metric('RecalcStyleDuration'),
      all: metric('TaskDuration'),
    };
  };
};
