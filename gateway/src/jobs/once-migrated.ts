import { isFunctionMissing } from '../database/failures.ts';

/** What is found by a function of the database, or `meanwhile` as long as the migration waits that makes it. */
export const onceMigrated = async <Found, Meanwhile>(
  find: () => Promise<Found>,
  meanwhile: Meanwhile,
): Promise<Found | Meanwhile> => {
  try {
    return await find();
  } catch (error) {
    if (isFunctionMissing(error)) return meanwhile;
    throw error;
  }
};
