import { builder } from '../builder.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { Viewer } from './viewer.ts';

/** The person who is signed in. */
export const ViewerRef = builder.objectRef<Viewer>('Viewer').implement({
  description: 'The person who is signed in.',
  fields: (t) => ({
    id: t.id({
      description: 'The id of the Employee.',
      resolve: ({ tenantId, employeeId }) => encodeGlobalId({ type: 'Employee', tenantId, id: employeeId }),
    }),
    name: t.exposeString('name', { nullable: true, description: 'Name without titles.' }),
    roles: t.stringList({
      description:
        'Always `EMPLOYEE`, then the roles that were given: `EVALUATOR`, `LEADER`, `PERSONNEL_ADMIN`. Being the rater of somebody follows from the posts and is not among them.',
      resolve: ({ roles }) => ['EMPLOYEE', ...[...roles].toSorted()],
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    nullable: true,
    description:
      'Who the gateway takes the caller for, by the token in the header `Authorization`; null when there is none. A token that is not good ends the whole request with HTTP 401.',
    extensions: { tenantOf: (_args, { viewer }) => Promise.resolve(viewer?.tenantId) },
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);
