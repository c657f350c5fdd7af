import { lexicographicSortSchema } from 'graphql';
import { builder } from './builder.ts';
import './access/viewer.graphql.ts';
import './tenant/tenant.graphql.ts';
import './tenant/node.graphql.ts';
import './personnel/personnel.graphql.ts';
import './personnel/change-personnel.graphql.ts';
import './activity/activity.graphql.ts';
import './activity/performance-report.graphql.ts';
import './activity/contribution.graphql.ts';
import './development/goal.graphql.ts';
import './development/recognition.graphql.ts';
import './development/guidance.graphql.ts';
import './development/meeting.graphql.ts';
import './development/training.graphql.ts';
import './development/workshop.graphql.ts';
import './feedback/satisfaction-index.graphql.ts';
import './feedback/feedback.graphql.ts';
import './appraisal/appraisal.graphql.ts';
import './appraisal/appraisal-moves.graphql.ts';
import './appraisal/appraisal-cycle.graphql.ts';
import './appraisal/public-appraisal.graphql.ts';
import './appraisal/reminder.graphql.ts';
import './scorecard/appraisal-scorecard.graphql.ts';
import './scorecard/unit-scorecard.graphql.ts';
import './leaderboard/leaderboard.graphql.ts';

/** The schema that is served, sorted, as it is printed into `schema/schema.graphql`. */
export const schema = lexicographicSortSchema(builder.toSchema());
