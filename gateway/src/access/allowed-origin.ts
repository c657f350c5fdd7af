/** Whether a site key is good for a request from this origin; whoever sends no origin is no browser on another site. */
export const isAllowedOrigin = (origins: readonly string[], origin: string | null): boolean =>
  origin === null || origins.includes('*') || origins.includes(origin);
