/** Which employee: what a change gives back, and all of its fields follow from. */
export interface EmployeeKey {
  readonly tenantId: string;
  readonly id: string;
}
