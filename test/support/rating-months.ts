import { Pool } from 'pg';
import {
  attachMonth,
  detachedMonths,
  detachMonth,
  listMonths,
  type RatingMonth,
} from '../../gateway/src/retention/rating-months.ts';
import type { Clock } from './clock.ts';
import type { TestDatabase } from './database.ts';

/** The tables of ratings as an operator has them before him, at the time of a clock. */
export interface RatingMonths {
  readonly list: () => Promise<readonly RatingMonth[]>;
  readonly detached: () => Promise<readonly string[]>;
  readonly detach: (name: string) => Promise<number>;
  readonly attach: (name: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Opens them as the owner of the tables; close it when it is done with. */
export const ratingMonthsOf = ({ ownerUrl }: Pick<TestDatabase, 'ownerUrl'>, { now }: Clock): RatingMonths => {
  const owner = new Pool({ connectionString: ownerUrl, max: 1, allowExitOnIdle: true });
  const doing = () => ({ actor: 'operator uji', now: now() });
  return {
    list: () => listMonths(owner, now()),
    detached: () => detachedMonths(owner),
    detach: (name) => detachMonth(owner, name, doing()),
    attach: (name) => attachMonth(owner, name, doing()),
    close: () => owner.end(),
  };
};
