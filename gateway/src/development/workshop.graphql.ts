import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import { notFound } from '../errors.ts';
import { encodeGlobalId } from '../global-id.ts';
import { PAGED, pageById, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { Tenant, Unit } from '../tenant/tenant.graphql.ts';
import { requireKey } from './here.ts';
import { holdWorkshop } from './hold-workshop.ts';
import { isOfRegion } from './is-of-region.ts';
import { joinWorkshop } from './join-workshop.ts';
import { mayReadDevelopment } from './may-read-development.ts';
import { mayReadParticipants } from './may-read-participants.ts';
import { recordAttendance } from './record-attendance.ts';
import { sharePractice } from './share-practice.ts';

/** Parts of the key of a participation: tenant, workshop, person. */
const PARTS = 3;

const Workshop = builder.prismaObject('Workshop', {
  description:
    'A workshop at which people of several agencies share experience. For everybody who is signed in to the region.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Workshop', tenantId, id }),
    }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    topic: t.exposeString('topic', { description: 'What it is about.' }),
    heldOn: t.expose('heldOn', { type: 'Date', description: 'Its day.' }),
    organiser: t.relation('organiser', { description: 'Who holds it and records attendance.' }),
    units: t.field({
      type: [Unit],
      description: 'The units for whose people it is, with all units below them, by name.',
      select: (_args, _context, nested) => ({
        units: { select: { unit: nested(true as never) as true }, orderBy: { unit: { name: 'asc' } } },
      }),
      resolve: ({ units }) => units.map(({ unit }) => unit),
    }),
    participantCount: t.relationCount('participants', { description: 'How many people are on the list.' }),
  }),
});

const WorkshopParticipant = builder.prismaObject('WorkshopParticipant', {
  description: 'A person on the list of a workshop.',
  fields: (t) => ({
    employee: t.relation('employee', { description: 'The person.' }),
    workshop: t.relation('workshop', { type: Workshop, description: 'The workshop.' }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime', description: 'When the person was put on the list.' }),
    attended: t.exposeBoolean('attended', {
      nullable: true,
      description: 'Whether the person came; null until the organiser has recorded it.',
    }),
  }),
});

const WorkshopNote = builder.prismaObject('WorkshopNote', {
  description: 'A practice that is worth sharing, as somebody who took part tells it.',
  fields: (t) => ({
    author: t.relation('author', { description: 'Who wrote it.' }),
    text: t.exposeString('text', { description: 'The practice.' }),
    writtenAt: t.expose('writtenAt', { type: 'DateTime', description: 'When it was written.' }),
  }),
});

builder.prismaObjectFields(Workshop, (t) => ({
  participants: withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        cursor: 'tenantId_workshopId_employeeId',
        type: WorkshopParticipant,
        nullable: true,
        description: 'Who is on the list. Null for all but those on it, leaders and personnel administrators.',
        resolve: (query, { tenantId, id }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'employeeId', 'asc');
          return db.prisma.workshopParticipant.findMany({
            ...page,
            where: { AND: [{ tenantId, workshopId: id }, behind] },
          });
        },
      },
      { name: 'WorkshopParticipantConnection', description: 'A page of the list of a workshop.' },
      { name: 'WorkshopParticipantEdge', description: 'A person on a page.' },
    ),
    { parts: PARTS, mayRead: mayReadParticipants },
  ),
  notes: withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: WorkshopNote,
        description: 'Shared practices, the latest first.',
        resolve: (query, { tenantId, id }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'id', 'desc');
          return db.prisma.workshopNote.findMany({ ...page, where: { AND: [{ tenantId, workshopId: id }, behind] } });
        },
      },
      { name: 'WorkshopNoteConnection', description: 'A page of shared practices.' },
      { name: 'WorkshopNoteEdge', description: 'A shared practice on a page.' },
    ),
  ),
}));

builder.objectField(Tenant, 'workshops', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: Workshop,
        nullable: true,
        description:
          'The workshops of the region, the latest announced first. Null for whoever is not signed in to the region.',
        resolve: (query, { tenantId }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'id', 'desc');
          return db.prisma.workshop.findMany({ ...page, where: { AND: [{ tenantId }, behind] } });
        },
      },
      { name: 'WorkshopConnection', description: 'A page of workshops.' },
      { name: 'WorkshopEdge', description: 'A workshop on a page.' },
    ),
    { mayRead: isOfRegion },
  ),
);

builder.prismaObjectField('Employee', 'workshops', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        cursor: 'tenantId_workshopId_employeeId',
        type: WorkshopParticipant,
        nullable: true,
        description:
          "Workshops that the person joined, the latest announced first. Null for all but the person, the rater, the rater's superior and personnel administrators.",
        resolve: (query, { tenantId, id }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'workshopId', 'desc');
          return db.prisma.workshopParticipant.findMany({
            ...page,
            where: { AND: [{ tenantId, employeeId: id }, behind] },
          });
        },
      },
      { name: 'EmployeeWorkshopConnection', description: 'A page of workshops that a person joined.' },
      { name: 'EmployeeWorkshopEdge', description: 'A workshop on a page.' },
    ),
    { parts: PARTS, mayRead: mayReadDevelopment },
  ),
);

const AttendanceInput = builder.inputType('AttendanceInput', {
  description: 'Whether one person came.',
  fields: (t) => ({
    employeeId: t.id({ required: true, description: 'Id of an Employee; put on the list if not there yet.' }),
    attended: t.boolean({ required: true, description: 'Whether the person came.' }),
  }),
});

const WorkshopResult = resultOf('Workshop', Workshop);

builder.mutationFields((t) => ({
  holdWorkshop: t.field({
    type: WorkshopResult,
    description:
      'Announces a workshop, or enters one that was held: by a leader or a personnel administrator, who is its organiser.',
    args: {
      title: t.arg.string({ required: true, description: 'What it is called; at most 200 characters.' }),
      topic: t.arg.string({ required: true, description: 'What it is about; at most 2,000 characters.' }),
      heldOn: t.arg({ type: 'Date', required: true, description: 'Its day; may be past.' }),
      unitIds: t.arg.idList({
        required: true,
        description: 'Ids of the Units for whose people it is, those below included.',
      }),
      sharedPractice: t.arg.string({ description: 'A first practice to share; at most 2,000 characters.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => holdWorkshop(input, context)),
  }),
  joinWorkshop: t.field({
    type: WorkshopResult,
    description:
      'Puts oneself on the list of a workshop for the own unit, until its day is over. Once more changes nothing.',
    args: { id: t.arg.id({ required: true, description: 'Id of a Workshop.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => joinWorkshop(input, context)),
  }),
  recordAttendance: t.field({
    type: WorkshopResult,
    description: 'Records who came, from the day of the workshop on: by its organiser. May be corrected.',
    args: {
      id: t.arg.id({ required: true, description: 'Id of a Workshop.' }),
      attendance: t.arg({ type: [AttendanceInput], required: true, description: '1 to 500 people, each once.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => recordAttendance(input, context)),
  }),
  sharePractice: t.field({
    type: WorkshopResult,
    description: 'Adds a practice that is worth sharing: by those who took part, and by the organiser.',
    args: {
      workshopId: t.arg.id({ required: true, description: 'Id of a Workshop.' }),
      text: t.arg.string({ required: true, description: 'The practice; at most 2,000 characters.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => sharePractice(input, context)),
  }),
}));

builder.queryField('workshop', (t) =>
  t.prismaField({
    type: Workshop,
    nullable: true,
    description:
      'A workshop by its id. Null with an error when there is none, and for whoever is not signed in to its region.',
    args: { id: t.arg.id({ required: true, description: 'Id of a Workshop.' }) },
    extensions: { tenantOf: tenantOfViewer },
    resolve: async (query, _root, { id }, { db, viewer }) => {
      if (viewer === null) throw notFound('id', id, 'the id of a Workshop');
      const found = await db.prisma.workshop.findUnique({
        ...query,
        where: { tenantId_id: { tenantId: viewer.tenantId, id: requireKey('id', id, 'Workshop') } },
      });
      if (found === null) throw notFound('id', id, 'the id of a Workshop');
      return found;
    },
  }),
);
