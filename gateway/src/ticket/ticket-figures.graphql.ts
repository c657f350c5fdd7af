import { builder } from '../builder.ts';
import { Unit } from '../tenant/tenant.graphql.ts';
import { readTicketFigures, type UnitTicketFigures } from './read-figures.ts';

const Figures = builder.objectRef<UnitTicketFigures>('TicketFigures').implement({
  description:
    'How a unit deals with what it was sent in a period. What the office says (closed) and what the citizens say (fixed) are two figures.',
  fields: (t) => ({
    received: t.exposeInt('received', { description: 'Tickets that came in the period, without spam.' }),
    spam: t.exposeInt('spam', { description: 'What was taken for spam: in none of the other figures.' }),
    answered: t.exposeInt('answered', { description: 'Those that were answered.' }),
    medianDays: t.exposeFloat('medianDays', {
      nullable: true,
      description: 'Median of the days from receipt to the first answer, to one decimal; null without an answer.',
    }),
    decided: t.exposeInt('decided', {
      description:
        'Those that were answered or whose last day for it has passed: of which it is known whether they are in time.',
    }),
    inTime: t.exposeInt('inTime', { description: 'Those of them that were answered in time.' }),
    fixed: t.exposeInt('fixed', { description: 'Answered ones that were put right, as the citizen says.' }),
    notFixed: t.exposeInt('notFixed', { description: 'Answered ones that were not, as the citizen says.' }),
    notSaid: t.exposeInt('notSaid', { description: 'Answered ones of which the citizen has said neither.' }),
    open: t.exposeInt('open', { description: 'Those about which somebody still has to do something.' }),
    overdue: t.exposeInt('overdue', { description: 'Those whose next step is late.' }),
    closed: t.exposeInt('closed', { description: 'Those that the office is done with, as it says itself.' }),
    withdrawn: t.exposeInt('withdrawn', { description: 'Those that the citizen took back.' }),
  }),
});

builder.objectField(Unit, 'ticketFigures', (t) =>
  t.field({
    type: Figures,
    nullable: true,
    description:
      'How the unit deals with what it was sent in a period, as it stands now; null for all but its head and leaders.',
    args: {
      period: t.arg({
        type: 'Period',
        required: true,
        description: 'When it was sent: a year, half, quarter or month.',
      }),
    },
    complexity: 50,
    resolve: ({ id }, { period }, context) => readTicketFigures(id, period, context),
  }),
);
