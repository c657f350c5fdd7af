/** What the rules say of one file: lines they refuse, by the start of the reason they give, and lines they permit. */
interface Room {
  readonly file: string;
  readonly refuses: Readonly<Record<string, readonly string[]>>;
  readonly permits: readonly string[];
}

const slice = (file: string, above: readonly string[], below: readonly string[]): Room => ({
  file,
  refuses: { 'Slices descend in one line': above.map((to) => `import { x } from '../${to}/x.ts';`) },
  permits: ["import { x } from './x.ts';", ...below.map((to) => `import { x } from '../${to}/x.ts';`)],
});

const LINE_OF_DESCENT: readonly Room[] = [
  slice('gateway/src/import/x.ts', [], ['report', 'leaderboard', 'scorecard', 'appraisal', 'feedback', 'tenant']),
  slice(
    'gateway/src/exclusion/x.ts',
    ['import', 'poster'],
    ['leaderboard', 'personnel', 'feedback', 'access', 'audit', 'tenant'],
  ),
  slice('gateway/src/retention/x.ts', ['import', 'exclusion', 'ticket'], ['forum', 'audit', 'tenant']),
  slice(
    'gateway/src/report/x.ts',
    ['leaderboard', 'import', 'exclusion'],
    ['scorecard', 'appraisal', 'feedback', 'poster', 'access', 'audit', 'tenant'],
  ),
  slice(
    'gateway/src/leaderboard/x.ts',
    ['report'],
    ['scorecard', 'appraisal', 'feedback', 'access', 'audit', 'tenant'],
  ),
  slice(
    'gateway/src/ticket/x.ts',
    ['report', 'leaderboard', 'visit-code'],
    ['scorecard', 'development', 'feedback', 'access', 'tenant'],
  ),
  slice(
    'gateway/src/visit-code/x.ts',
    ['ticket', 'leaderboard'],
    ['scorecard', 'feedback', 'access', 'audit', 'tenant'],
  ),
  slice('gateway/src/webhook/x.ts', ['ticket', 'report'], ['scorecard', 'development', 'access', 'audit', 'tenant']),
  slice(
    'gateway/src/scorecard/x.ts',
    ['ticket', 'report', 'leaderboard'],
    ['appraisal', 'personnel', 'access', 'tenant'],
  ),
  slice('gateway/src/appraisal/x.ts', ['scorecard', 'report'], ['activity', 'development', 'personnel', 'feedback']),
  slice('gateway/src/activity/x.ts', ['development', 'appraisal'], ['personnel', 'feedback', 'access']),
  slice('gateway/src/development/x.ts', ['activity', 'appraisal'], ['personnel', 'feedback', 'audit', 'tenant']),
  slice('gateway/src/personnel/x.ts', ['feedback', 'service-time', 'scorecard'], ['access', 'audit', 'tenant']),
  slice('gateway/src/feedback/x.ts', ['activity', 'personnel', 'leaderboard'], ['access', 'audit', 'tenant']),
  slice('gateway/src/poster/x.ts', ['feedback', 'personnel', 'leaderboard'], ['access', 'audit', 'tenant']),
  slice(
    'gateway/src/service-time/x.ts',
    ['visit-code', 'report', 'correction'],
    ['scorecard', 'personnel', 'access', 'audit', 'tenant'],
  ),
  slice(
    'gateway/src/public-reply/x.ts',
    ['report', 'ticket', 'correction'],
    ['scorecard', 'personnel', 'feedback', 'access', 'audit', 'tenant'],
  ),
  slice(
    'gateway/src/forum/x.ts',
    ['report', 'ticket', 'public-reply'],
    ['scorecard', 'development', 'personnel', 'feedback', 'access', 'audit', 'tenant'],
  ),
  slice(
    'gateway/src/correction/x.ts',
    ['report', 'ticket', 'leaderboard'],
    ['scorecard', 'personnel', 'feedback', 'access', 'audit', 'tenant'],
  ),
  slice('gateway/src/access/x.ts', ['personnel', 'leaderboard'], ['audit', 'tenant']),
  slice('gateway/src/audit/x.ts', ['access', 'feedback'], ['tenant']),
  slice('gateway/src/tenant/x.ts', ['audit', 'access', 'report'], []),
  slice('gateway/src/a-new-slice/x.ts', ['tenant', 'another-new-slice'], ['domain']),
];

export const ROOMS: readonly Room[] = [
  {
    file: 'gateway/src/domain/period.ts',
    refuses: {
      'The domain imports only itself': [
        "import { Pool } from 'pg';",
        "import { readFile } from 'node:fs/promises';",
        "import '../database/open-database.ts';",
        "import z, { type ZodType } from '../zod';",
        "import texts from '../texts.json' with { type: 'json' };",
        "import type { PrismaClient } from '@kinerja/schema/prisma';",
        "export * from '../errors.ts';",
        "export type { Context } from '../context.ts';",
        "const { parse } = await import('graphql');",
        "const { parse } = require('graphql');",
        "type Context = import('../context.ts').Context;",
      ],
      'The domain has no clock and no dice': [
        'const now = Date.now();',
        'const now = new Date();',
        'const now = Temporal.Now.instant();',
        'const dice = Math.random();',
      ],
    },
    permits: [
      "import Fraction from 'fraction.js';",
      "import { findPhoneNumbersInText } from 'libphonenumber-js/max';",
      "import quantile from '@stdlib/stats-base-dists-beta-quantile';",
      "import { Temporal } from 'temporal-polyfill';",
      "import { z } from 'zod';",
      "export { tally } from './tally.ts';",
      "type Tally = import('./tally.ts').Tally;",
      'const epoch = new Date(0);',
      "const word = 'graphql';",
    ],
  },
  {
    file: 'gateway/src/domain/period.test.ts',
    refuses: {},
    permits: ["import { readFile } from 'node:fs/promises';", 'const now = Date.now();'],
  },
  ...LINE_OF_DESCENT,
  {
    file: 'gateway/src/scorecard/show-scorecard.ts',
    refuses: { 'Slices descend in one line': ["import type { Rank } from '../leaderboard/rank-units.ts';"] },
    permits: ["import type { Rating } from '../feedback/submit-feedback.ts';"],
  },
  {
    file: 'gateway/src/feedback/submit-feedback.ts',
    refuses: {
      'A use case knows no GraphQL': [
        "import { GraphQLError } from 'graphql';",
        "import { parse } from 'graphql/language/index.js';",
        "import type { FieldRef } from '@pothos/core';",
        "import { ApolloServer } from '@apollo/server';",
        "import './feedback.graphql.ts';",
        "import { builder } from '../builder.ts';",
      ],
      'A slice knows the database by type': [
        "import { Pool } from 'pg';",
        "import { PrismaClient } from '@kinerja/schema/prisma';",
        "import { openDatabase } from '../database/open-database.ts';",
      ],
      'A slice knows the context and the configuration by type': ["import { createContext } from '../context.ts';"],
      'The spine is built on the slices': [
        "import { createServer } from '../server.ts';",
        "import { plainForm } from '../http/plain-form.ts';",
        "import { createDailyJobs } from '../jobs/daily-jobs.ts';",
      ],
      'The gateway knows neither widgets nor tests': [
        "import '@kinerja/widgets';",
        "import '@kinerja/gateway/server';",
        "import { SubmitFeedback } from '@kinerja/schema/operations';",
        "import { unit } from '../../../test/support/factories.ts';",
      ],
    },
    permits: [
      "import type { Pool } from 'pg';",
      "import type { Rating } from '@kinerja/schema/prisma';",
      "import type { Database } from '../database/open-database.ts';",
      "import { boundTenant } from '../database/tenant-scope.ts';",
      "import { transaction } from '../database/transaction.ts';",
      "import type { Context } from '../context.ts';",
      "import { KeyReused } from '../errors.ts';",
      "import { parseAnswers } from '../domain/questionnaire.ts';",
      "import { graph } from 'graphology';",
    ],
  },
  {
    file: 'gateway/src/feedback/submit-feedback.test.ts',
    refuses: {},
    permits: ["import { openDatabase } from '../database/open-database.ts';"],
  },
  {
    file: 'gateway/src/feedback/feedback.graphql.ts',
    refuses: {
      'A GraphQL file knows other slices by their types': [
        "import { findUnit } from '../tenant/find-unit.ts';",
        "import { type Unit } from '../tenant/find-unit.ts';",
        "import * as units from '../tenant/find-unit.ts';",
        "export { findUnit } from '../tenant/find-unit.ts';",
      ],
      'A slice knows the database by type': [
        "import { Pool } from 'pg';",
        "import { PrismaClient } from '@kinerja/schema/prisma';",
        "import { PrismaPg } from '@prisma/adapter-pg';",
      ],
    },
    permits: [
      "import { GraphQLError } from 'graphql';",
      "import { builder } from '../builder.ts';",
      "import { submitFeedback } from './submit-feedback.ts';",
      "import { serviceGrade } from '../domain/service-grade.ts';",
      "import { Unit } from '../tenant/tenant.graphql.ts';",
      "import type { Unit } from '../tenant/find-unit.ts';",
      "export type { Unit } from '../tenant/find-unit.ts';",
      "import type { Rating } from '@kinerja/schema/prisma';",
    ],
  },
  {
    file: 'gateway/src/builder.ts',
    refuses: {
      'Of the slices, the builder and the context know': ["import { receipt } from './feedback/receipt.ts';"],
      'Only schema.ts collects': ["import '../src/feedback/feedback.graphql.ts';"],
    },
    permits: ["import { permissions } from './access/permissions.ts';", "import SchemaBuilder from '@pothos/core';"],
  },
  {
    file: 'gateway/src/schema.ts',
    refuses: { 'Only main, server, context, builder': ["import { openDatabase } from './database/open-database.ts';"] },
    permits: ["import './feedback/feedback.graphql.ts';"],
  },
  {
    file: 'gateway/src/server.ts',
    refuses: { 'Only schema.ts collects': ["import './feedback/feedback.graphql.ts';"] },
    permits: ["import { openDatabase } from './database/open-database.ts';", "import './feedback/plain-form.ts';"],
  },
  {
    file: 'gateway/src/http/plain-form.ts',
    refuses: { 'Only schema.ts collects': ["import '../feedback/feedback.graphql.ts';"] },
    permits: ["import { submitFeedback } from '../feedback/submit-feedback.ts';", "import { Hono } from 'hono';"],
  },
  {
    file: 'gateway/src/jobs/do-work-of-day.ts',
    refuses: { 'Only schema.ts collects': ["import '../appraisal/reminder.graphql.ts';"] },
    permits: [
      "import { makeReminders } from '../appraisal/make-reminders.ts';",
      "import { createJobQueue } from '../database/job-queue.ts';",
    ],
  },
  {
    file: 'gateway/src/demo/load-demo.ts',
    refuses: { 'Only schema.ts collects': ["import '../tenant/tenant.graphql.ts';"] },
    permits: ["import { submitFeedback } from '../feedback/submit-feedback.ts';"],
  },
  {
    file: 'gateway/src/cli/import-ratings.ts',
    refuses: {},
    permits: [
      "import { openDatabase } from '../database/open-database.ts';",
      "import '../feedback/import-ratings.ts';",
    ],
  },
  {
    // The plain page of a receipt says what the widget says.
    file: 'gateway/src/http/plain-receipt-words.ts',
    refuses: { 'The gateway knows neither widgets nor tests': ["import '@kinerja/widgets';"] },
    permits: ["import { receiptWords } from '@kinerja/widgets/receipt-words';"],
  },
  {
    // So does the plain page of a report.
    file: 'gateway/src/http/plain-report-words.ts',
    refuses: { 'The gateway knows neither widgets nor tests': ["import '@kinerja/widgets';"] },
    permits: ["import { reportWords } from '@kinerja/widgets/report-words';"],
  },
  {
    // The operator's doctor goes by the rules of the page's doctor.
    file: 'gateway/src/cli/doctor/check-widgets.ts',
    refuses: { 'The gateway knows neither widgets nor tests': ["import '@kinerja/widgets';"] },
    permits: [
      "import { attributeMistakes } from '@kinerja/widgets/embedding/attribute-mistakes';",
      "import rules from '@kinerja/widgets/attributes.json' with { type: 'json' };",
    ],
  },
  {
    file: 'gateway/src/database/open-database.ts',
    refuses: {
      'The database room knows no slice': [
        "import type { Unit } from '../tenant/find-unit.ts';",
        "import { GraphQLError } from 'graphql';",
        "import type { Context } from '../context.ts';",
      ],
    },
    permits: [
      "import { Pool } from 'pg';",
      "import { PrismaClient } from '@kinerja/schema/prisma';",
      "import type { Config } from '../config.ts';",
    ],
  },
  {
    file: 'widgets/src/outbox.ts',
    refuses: {
      'Widgets import lit': [
        "import { z } from 'zod';",
        "import type { Rating } from '@kinerja/schema/prisma';",
        "import { readFile } from 'node:fs/promises';",
      ],
      'Widgets see the gateway only as': ["import type { ExpectedError } from '../../gateway/src/errors.ts';"],
    },
    permits: [
      "import { html } from 'lit';",
      "import { live } from 'lit/directives/live.js';",
      "import { SubmitFeedback } from '@kinerja/schema/operations';",
      "import { base } from '../styles/base.ts';",
    ],
  },
  {
    file: 'widgets/src/outbox.test.ts',
    refuses: { 'Widgets see the gateway only as': ["import { createServer } from '@kinerja/gateway/server';"] },
    permits: ["import { test } from 'vitest';"],
  },
  {
    file: 'schema/bin/generate.mjs',
    refuses: {
      'The schema is read by everybody': [
        "import '@kinerja/gateway/server';",
        "import { builder } from '../../gateway/src/builder.ts';",
      ],
    },
    permits: ["import { readFile } from 'node:fs/promises';", "import './operations.mjs';"],
  },
  {
    file: 'examples/kiosk/kiosk.ts',
    refuses: { 'Examples use the widgets': ["import { SubmitFeedback } from '@kinerja/schema/operations';"] },
    permits: ["import '@kinerja/widgets';"],
  },
  {
    file: 'test/journeys/rating.test.ts',
    refuses: {
      'Tests come by the front door': [
        "import { createServer } from '../../gateway/src/server.ts';",
        "import { PrismaClient } from '@kinerja/schema/prisma';",
      ],
    },
    permits: [
      "import { createServer } from '@kinerja/gateway/server';",
      "import { serviceGrade } from '@kinerja/gateway/domain/service-grade';",
      "import { factories } from '../support/factories.ts';",
    ],
  },
  {
    // The gateway's parts that a world runs by itself are put together in test/support.
    file: 'test/simulation/world.ts',
    refuses: {
      'Tests come by the front door': ["import { sealEvents } from '../../gateway/src/audit/seal-events.ts';"],
    },
    permits: [
      "import type { Database } from '@kinerja/gateway/database/open-database';",
      "import { openFrontDoor } from '../support/in-process-gateway.ts';",
    ],
  },
  {
    file: 'test/support/factories.ts',
    refuses: {},
    permits: ["import { PrismaClient } from '@kinerja/schema/prisma';"],
  },
  {
    // What the gateway is measured against runs the gateway's own statements.
    file: 'test/bench/bare-servers.ts',
    refuses: {},
    permits: ["import { READ_BOARD } from '../../gateway/src/leaderboard/read-board.ts';"],
  },
];
