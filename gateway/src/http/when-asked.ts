import type { Exchange } from './exchange.ts';

type Respond = (exchange: Exchange) => void | Promise<void>;

/** Answers by what is loaded when it is first asked for: libraries for paper are slow to load, and most gateways print little. */
export const whenAsked = (load: () => Promise<Respond>): Respond => {
  let loading: Promise<Respond> | undefined;
  return async (exchange) => {
    loading ??= load();
    const respond = await loading;
    await respond(exchange);
  };
};

/** A long text that is made when it is first asked for, which it seldom is. */
export const textWhenAsked = (make: () => string): (() => string) => {
  let text: string | undefined;
  return () => {
    text ??= make();
    return text;
  };
};
