import { ViewerRef } from '../access/viewer.graphql.ts';
import { builder } from '../builder.ts';
import { ServiceGrade } from '../feedback/satisfaction-index.graphql.ts';
import { upTo } from '../tenant/page.graphql.ts';
import { AboutFigureRef } from './correction.graphql.ts';
import { type FigureToObject, readFiguresToObject } from './figures-to-object.ts';

const FigureToObjectRef = builder.objectRef<FigureToObject>('FigureToObject').implement({
  interfaces: [AboutFigureRef],
  description: 'A published figure that whoever asks may object to now, in its newest version.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'The version that an objection would be to.' }),
    ratings: t.exposeInt('ratings', { description: 'Ratings behind it.' }),
    value: t.float({ description: 'The index, 25.00 to 100.00.', resolve: ({ index }) => index }),
    grade: t.field({ type: ServiceGrade, description: 'Mutu pelayanan.', resolve: ({ grade }) => grade }),
    publishedAt: t.field({ type: 'DateTime', description: 'When it was published.', resolve: ({ asOf }) => asOf }),
    until: t.field({
      type: 'DateTime',
      description: 'The end of the 14th working day after it; an objection later than that is refused.',
      resolve: ({ until }) => until,
    }),
  }),
});

const MOST = 100;
const USUAL = 20;

builder.objectField(ViewerRef, 'figuresToObject', (t) =>
  t.field({
    type: [FigureToObjectRef],
    description:
      'Figures that the person may object to now, the newest first: shown ones of the units that she heads and of their services. Nobody has objected to the version yet.',
    args: {
      unitId: t.arg.id({ description: 'Id of a Unit: only its figures and those of its services.' }),
      first: t.arg.int({ description: `How many at most: 1 to ${MOST}, by default ${USUAL}.` }),
    },
    complexity: ({ first }) => ({ field: 10, multiplier: Math.max(first ?? USUAL, 1) }),
    resolve: async (_viewer, { unitId, first }, context) => [
      ...(await readFiguresToObject(
        { unitId: unitId == null ? null : String(unitId), first: upTo('first', first, MOST, USUAL) },
        context,
      )),
    ],
  }),
);
