import './rating-form/define.ts';
import './scorecard/define.ts';
import './unit-leaderboard/define.ts';
import { openOutbox } from './outbox.ts';

openOutbox();

export { KinerjaErrorEvent, KinerjaLoadEvent, KinerjaSubmitEvent, KinerjaSuccessEvent } from './events.ts';
export { GatewayError } from './gateway-error.ts';
export { RatingForm } from './rating-form/rating-form.ts';
export { Scorecard } from './scorecard/scorecard.ts';
export { UnitLeaderboard } from './unit-leaderboard/unit-leaderboard.ts';
