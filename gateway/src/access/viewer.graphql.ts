import { builder } from '../builder.ts';

/** Who is asking, once signed in. */
interface SignedIn {
  readonly id: string;
  readonly name: string | null;
  readonly roles: readonly string[];
}

const Viewer = builder.objectRef<SignedIn>('Viewer').implement({
  description: 'Who the gateway takes the caller for.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Stays the same for one person.' }),
    name: t.exposeString('name', { nullable: true, description: 'As the person is called, where known.' }),
    roles: t.stringList({ description: 'What the person may do.', resolve: ({ roles }) => [...roles] }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    description: 'Who the gateway takes the caller for; null when anonymous. Nobody can sign in yet, so everyone is.',
    extensions: { tenantOf: null },
    resolve: () => null,
  }),
);
