import { userInfo } from 'node:os';

/** Who works at this terminal, for the record. */
export const accountName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'operator'; // an account without a name, as containers have
  }
};
