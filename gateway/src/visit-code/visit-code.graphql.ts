import { orRefusal, resultOf } from '../access/refusals.graphql.ts';
import { builder } from '../builder.ts';
import { VISIT_CODE_DAYS } from '../domain/visit-code.ts';
import { Service, tenantOfInput } from '../tenant/tenant.graphql.ts';
import { type IssuedVisitCodes, issueVisitCodes } from './issue-visit-codes.ts';
import { visitCodePath } from './visit-code-path.ts';

interface Ticket {
  readonly code: string;
  readonly path: string;
}

const VisitTicket = builder.objectRef<Ticket>('VisitTicket').implement({
  description: 'What a queue ticket has printed on it.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'For those who type, for example `7K3M-9QXT-2WZ4`. It makes one rating a verified one.',
    }),
    path: t.exposeString('path', {
      description: 'For the QR code: the form with the code filled in, at the address of this gateway.',
    }),
  }),
});

const VisitCodes = builder.objectRef<IssuedVisitCodes>('VisitCodes').implement({
  description: 'One-time codes for queue tickets. They are told here and nowhere else: only their hashes are stored.',
  fields: (t) => ({
    service: t.prismaField({
      type: Service,
      description: 'The service that they are good for.',
      resolve: (query, { tenantId, serviceId }, _args, { db }) =>
        db.prisma.service.findUniqueOrThrow({ ...query, where: { tenantId_id: { tenantId, id: serviceId } } }),
    }),
    day: t.field({
      type: 'Date',
      description: `Day of the visits; the codes are good on it and for ${VISIT_CODE_DAYS} days after it.`,
      resolve: ({ day }) => day,
    }),
    tickets: t.field({
      type: [VisitTicket],
      description: 'One for each visitor.',
      resolve: async ({ tenantId, serviceId, codes }, _args, { tenants }) => {
        const tenant = await tenants.byId(tenantId);
        if (tenant === undefined) throw new Error(`The tenant ${tenantId} is gone.`);
        return codes.map((code) => ({ code, path: visitCodePath(tenant, serviceId, code) }));
      },
    }),
  }),
});

const IssueVisitCodesInput = builder.inputType('IssueVisitCodesInput', {
  description: 'Which codes are wanted.',
  fields: (t) => ({
    serviceId: t.id({ required: true, description: 'Id of the Service that is visited.' }),
    count: t.int({ defaultValue: 1, description: 'How many: 1 to 1,000, by default 1.' }),
    day: t.field({ type: 'Date', description: 'Day of the visits, at most a month ahead; today by default.' }),
    deviceToken: t.string({
      description:
        'Token of a registered queue machine; without it an API client asks, or the head of the unit or a leader is signed in.',
    }),
  }),
});

const IssueVisitCodesResult = resultOf('VisitCodes', VisitCodes);

builder.mutationField('issueVisitCodes', (t) =>
  t.field({
    type: IssueVisitCodesResult,
    description:
      'Issues one-time codes for queue tickets. By a registered device, an API client with the scope `visits`, the head of the unit, or a leader. Each call issues new ones.',
    args: { input: t.arg({ type: IssueVisitCodesInput, required: true, description: 'Which codes.' }) },
    extensions: { tenantOf: tenantOfInput('serviceId'), apiScope: 'visits' },
    resolve: (_root, { input }, context) =>
      orRefusal(() =>
        issueVisitCodes({ ...input, serviceId: String(input.serviceId), count: input.count ?? 1 }, context),
      ),
  }),
);
