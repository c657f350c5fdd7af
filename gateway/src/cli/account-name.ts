import { userInfo } from 'node:os';

/** Who works at this terminal, for the record. */
export const accountName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'operator'; // an account without a name, as containers have
  }
};

/** The same, as it stands in the audit trail. */
export const operatorHere = (): string => `operator ${accountName()}`;
