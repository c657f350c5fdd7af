/** Key of what a use case has stored: what is shown of it is read anew. */
export interface Stored {
  readonly tenantId: string;
  readonly id: string;
}
