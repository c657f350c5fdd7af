/** What comes of one check. */
export interface Finding {
  readonly verdict: 'ok' | 'warn' | 'error';
  readonly text: string;
  /** How it is put right. */
  readonly mend?: string | undefined;
}
