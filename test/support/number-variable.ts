/**
 * A number from the environment; `standard` when there is none.
 *
 * @throws {RangeError} naming the variable, its value and what was expected.
 */
export const numberVariable = (name: string, least: number, standard: number): number => {
  const value = Number(process.env[name] || standard);
  if (Number.isFinite(value) && value >= least) return value;
  throw new RangeError(`${name}: expected a number of at least ${least}, got "${process.env[name]}".`);
};
