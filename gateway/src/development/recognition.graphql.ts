import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import { PAGED, pageById, tenantOfViewer, withCheckedPage } from '../tenant/page.graphql.ts';
import { consentToPublication } from './consent-to-publication.ts';
import { issueRecognition } from './issue-recognition.ts';
import { mayReadDevelopment } from './may-read-development.ts';

const Recognition = builder.prismaObject('Recognition', {
  description: 'Recognition of a person (apresiasi), issued by an official.',
  select: { tenantId: true, id: true },
  fields: (t) => ({
    id: t.id({
      description: 'Opaque; stays the same for ever.',
      resolve: ({ tenantId, id }) => encodeGlobalId({ type: 'Recognition', tenantId, id }),
    }),
    employee: t.relation('employee', { description: 'Who is recognised.' }),
    issuedBy: t.relation('issuedBy', { description: 'The official who issued it.' }),
    unit: t.relation('unit', { description: 'Where the person worked when it was issued.' }),
    appraisalId: t.id({
      nullable: true,
      description: 'Id of the Appraisal that it follows from; null when it follows from none.',
      select: { appraisalId: true },
      resolve: ({ tenantId, appraisalId }) =>
        appraisalId === null ? null : encodeGlobalId({ type: 'Appraisal', tenantId, id: appraisalId }),
    }),
    title: t.exposeString('title', { description: 'What it is called, for example "Penggerak partisipasi sekolah".' }),
    reason: t.exposeString('reason', { description: 'What it is for.' }),
    issuedAt: t.expose('issuedAt', { type: 'DateTime', description: 'When it was issued.' }),
    consentedAt: t.expose('consentedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Since when the person agrees to being named in public; null while it is not public, and again after a withdrawal.',
    }),
  }),
});

const PublicRecognition = builder.prismaObject('Recognition', {
  variant: 'PublicRecognition',
  description:
    'A recognition as everybody may read it: only while the person has a consent on record (UU 14/2008 art. 17 and 18).',
  fields: (t) => ({
    name: t.string({
      description: 'Name of the person, without titles.',
      select: { employee: { select: { name: true } } },
      resolve: ({ employee }) => employee.name,
    }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    reason: t.exposeString('reason', { description: 'What it is for.' }),
    issuedAt: t.expose('issuedAt', { type: 'DateTime', description: 'When it was issued.' }),
  }),
});

builder.prismaObjectField('Employee', 'recognitions', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: Recognition,
        nullable: true,
        description:
          "The person's recognitions, the latest first. Null for all but the person, the rater, the rater's superior and personnel administrators.",
        resolve: (query, { tenantId, id }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'id', 'desc');
          return db.prisma.recognition.findMany({ ...page, where: { AND: [{ tenantId, employeeId: id }, behind] } });
        },
      },
      { name: 'RecognitionConnection', description: 'A page of recognitions.' },
      { name: 'RecognitionEdge', description: 'A recognition on a page.' },
    ),
    { mayRead: mayReadDevelopment },
  ),
);

builder.prismaObjectField('Unit', 'recognitions', (t) =>
  withCheckedPage(
    t.prismaConnection(
      {
        ...PAGED,
        type: PublicRecognition,
        description:
          'Recognitions of people of the unit itself who agreed to being named, the latest first. A consent can be withdrawn at any time.',
        resolve: (query, { tenantId, id }, _args, { db }) => {
          const { behind, ...page } = pageById(query, 'id', 'desc');
          return db.prisma.recognition.findMany({
            ...page,
            where: { AND: [{ tenantId, unitId: id, consentedAt: { not: null } }, behind] },
          });
        },
      },
      { name: 'PublicRecognitionConnection', description: 'A page of public recognitions.' },
      { name: 'PublicRecognitionEdge', description: 'A public recognition on a page.' },
    ),
  ),
);

const RecognitionResult = resultOf('Recognition', Recognition);

builder.mutationFields((t) => ({
  issueRecognition: t.field({
    type: RecognitionResult,
    description:
      "Issues a recognition: by the rater, the rater's superior or a leader, never for oneself. It is public only once the person consents.",
    args: {
      employeeId: t.arg.id({ required: true, description: 'Id of the Employee who is recognised.' }),
      title: t.arg.string({ required: true, description: 'What it is called; at most 200 characters.' }),
      reason: t.arg.string({ required: true, description: 'What it is for; at most 2,000 characters.' }),
      appraisalId: t.arg.id({
        description: 'Id of the Appraisal of the person that it follows from. None by default.',
      }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => issueRecognition(input, context)),
  }),
  consentToPublication: t.field({
    type: RecognitionResult,
    description:
      'Says whether one agrees to being named in public for a recognition, or no longer does. Nobody can say it for another.',
    args: {
      recognitionId: t.arg.id({ required: true, description: 'Id of an own Recognition.' }),
      consent: t.arg.boolean({ required: true, description: 'True to agree; false to withdraw, which holds at once.' }),
    },
    extensions: { tenantOf: tenantOfViewer },
    resolve: (_root, input, context) => orRefusal(() => consentToPublication(input, context)),
  }),
}));
