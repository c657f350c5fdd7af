import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { act, done, startRegion } from '../support/appraisal.ts';
import { seedEmployees } from '../support/personnel.ts';
import { type AskAs, signIn } from '../support/sign-in.ts';

/*
 * Every field at the root and every field of a person, of an appraisal, of a region and of its units, asked by those whom it
 * is not for (TRUST 4.5, S20, S21, S27). The lists below say what is public: a field that is added belongs in one of them,
 * or shows nothing.
 */

const region = await startRegion({
  policy: 'palu',
  now: '2026-06-20T01:00:00Z',
  code: '72.71',
  name: 'Kota Palu',
  zone: 'Asia/Makassar',
  units: [
    { name: 'Sekretariat', services: ['Surat'] },
    { name: 'Disdukcapil', parent: 'Sekretariat' },
    { name: 'Arsip', parent: 'Sekretariat' },
    { name: 'Seksi Arsip', parent: 'Arsip' },
  ],
  people: [
    { name: 'Rahman', unit: 'Sekretariat', post: 'Sekretaris', heads: true, roles: ['LEADER'] },
    { name: 'Ani', unit: 'Sekretariat', post: 'Analis SDM', roles: ['PERSONNEL_ADMIN'] },
    { name: 'Budi', unit: 'Disdukcapil', post: 'Kepala', heads: true },
    { name: 'Siti', unit: 'Disdukcapil', post: 'Analis' },
    { name: 'Joko', unit: 'Arsip', post: 'Kepala Arsip', heads: true },
    { name: 'Lina', unit: 'Seksi Arsip', post: 'Kepala Seksi', heads: true },
    { name: 'Tono', unit: 'Seksi Arsip', post: 'Arsiparis' },
  ],
});
const { people, tenant, as, gateway } = region;
const elsewhere = await seedEmployees(gateway.database.database, gateway.tenants.other, [
  { name: 'Maya', unit: 'Dinas', post: 'Kepala', heads: true, roles: ['LEADER', 'PERSONNEL_ADMIN', 'EVALUATOR'] },
]);
const [rahman, ani, budi, tono, maya] = await Promise.all([
  as('Rahman'),
  as('Ani'),
  as('Budi'),
  as('Tono'),
  signIn(gateway, gateway.tenants.other, elsewhere.Maya.uuid),
]);
const schema = buildSchema(await (await gateway.fetch('/schema.graphql')).text());
const anonymous: AskAs = (document, variables, headers) => gateway.ask(document, variables, headers);

/** One indicator of each component that has them. */
const indicators = [
  { component: 'kuantitatif', kind: 'COUNT', unitOfMeasure: 'berkas', direction: 'HIGHER_IS_BETTER', target: '9' },
  { component: 'kualitatif', kind: 'QUALITATIVE', targetText: 'Ramah' },
].map((indicator) => ({ plan: 'Arsip tertata', name: 'Arsip', weight: 100, ...indicator }));

const { cycleId } = await region.openCycle('Ani', '2026-Q3');
const appraisalId = await region.appraisalOf('Budi', '2026-Q3');

await done(budi, 'editPlan', { id: appraisalId, indicators });
await done(rahman, 'approvePlan', { id: appraisalId });

const made = async (ask: AskAs, mutation: string, args: Readonly<Record<string, unknown>>, type: string) =>
  String((await done(ask, mutation, args, `... on ${type} { id }`))['id']);

const goalId = await made(
  rahman,
  'setGoal',
  { input: { level: 'REGION', unitIds: [], year: 2026, text: 'Layanan cepat' } },
  'Goal',
);
const workshopId = await made(
  ani,
  'holdWorkshop',
  { title: 'Arsip', topic: 'Arsip', heldOn: '2026-06-19', unitIds: [tenant.unit('Disdukcapil').id] },
  'Workshop',
);
const recognitionId = await made(
  rahman,
  'issueRecognition',
  { employeeId: people.Budi.id, title: 'Teladan', reason: 'Tertib' },
  'Recognition',
);
const guided = await done(
  rahman,
  'openGuidance',
  { employeeId: people.Budi.id, reason: 'Lambat', actions: [{ text: 'Kursus', dueOn: '2026-07-01' }] },
  '... on Guidance { id actions { id } }',
);
const held = await done(
  rahman,
  'holdMeeting',
  {
    input: {
      kind: 'DISCUSSION',
      heldOn: '2026-06-19',
      unitId: tenant.unit('Sekretariat').id,
      participantIds: [people.Budi.id],
      progress: 'Baik',
      decisions: [{ text: 'Lanjut', responsibleId: people.Budi.id, dueOn: '2026-07-01' }],
    },
  },
  '... on Meeting { id decisions { id } }',
);
const trainingId = await made(
  budi,
  'recordTraining',
  { employeeId: people.Budi.id, name: 'Arsip', completedOn: '2026-06-01', competencyKeys: [] },
  'Training',
);
const activityId = await made(
  budi,
  'logActivity',
  {
    input: {
      submissionKey: '0197a000-0000-4000-8000-000000000001',
      startsAt: '2026-06-19T01:00:00Z',
      endsAt: '2026-06-19T02:00:00Z',
      description: 'Rapat',
      taskKey: 'rapat',
    },
  },
  'Activity',
);
const reportId = await made(
  budi,
  'submitPerformanceReport',
  { input: { period: '2026-Q2', kind: 'PERIODIC', output: 'Dokumen' } },
  'PerformanceReport',
);
const contributionId = await made(
  budi,
  'claimContribution',
  {
    input: {
      period: '2026-Q2',
      kind: 'PROGRAMME',
      name: 'Arsip digital',
      role: 'Ketua',
      description: 'Memimpin',
      evidence: ['https://arsip.example/1'],
    },
  },
  'Contribution',
);
const firstOf = (of: unknown) => (of as readonly { readonly id: string }[])[0]?.id ?? '';
const { data: postData } = await budi<{ viewer: { employee: { post: { id: string } } } }>(
  '{ viewer { employee { post { id } } } }',
);

const registered = await done(
  ani,
  'registerWebhookEndpoint',
  { input: { url: 'http://127.0.0.1:1025/', description: 'Dasbor', events: ['ticket.filed'] } },
  '... on IssuedWebhookSecret { endpoint { id } }',
);
const endpointId = String((registered['endpoint'] as { readonly id: string }).id);
const deliveryId = await made(ani, 'sendTestWebhook', { id: endpointId }, 'WebhookDelivery');

/** The id of something of the region that is not there. */
const absent = (prefix: string) => people.Budi.id.replace(/^employee/, prefix);

/** Things of the region that are not the business of whoever asks here. */
const IDS: Readonly<Record<string, string>> = {
  Appraisal: appraisalId,
  AppraisalCycle: cycleId,
  Activity: activityId,
  Contribution: contributionId,
  Employee: people.Budi.id,
  ForumPost: absent('forumpost'),
  ForumTopic: absent('topic'),
  Goal: goalId,
  Guidance: String(guided['id']),
  GuidanceAction: firstOf(guided['actions']),
  Improvement: absent('improvement'),
  Indicator: absent('indicator'),
  Meeting: String(held['id']),
  MeetingDecision: firstOf(held['decisions']),
  PerformanceReport: reportId,
  RatingAlarm: absent('alarm'),
  Post: postData.viewer.employee.post.id,
  Recognition: recognitionId,
  Reminder: absent('reminder'),
  Service: tenant.service('Surat').id,
  Training: trainingId,
  Unit: tenant.unit('Disdukcapil').id,
  WebhookDelivery: deliveryId,
  WebhookEndpoint: endpointId,
  Workshop: workshopId,
};

/** Ids that are named by what they are for and not by their type. */
const BY_NAME: Readonly<Record<string, string>> = {
  appraisalId,
  cycleId,
  goalId,
  unitId: IDS['Unit'] ?? '',
  indicatorId: IDS['Indicator'] ?? '',
  submissionKey: '0197a000-0000-4000-8000-000000000002',
};

const TYPES = Object.keys(IDS).toSorted((a, b) => b.length - a.length);

type Described = Pick<GraphQLArgument, 'name' | 'type' | 'description'>;

const idFor = ({ name, description }: Described): string => {
  const type = TYPES.find((candidate) => new RegExp(`\\b${candidate}s?\\b`).test(description ?? ''));
  if (type !== undefined) return IDS[type] ?? '';
  return BY_NAME[name] ?? appraisalId;
};

const SAMPLES: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Date: '2026-07-01',
  DateTime: '2026-07-01T00:00:00Z',
  Float: 1,
  Int: 2026,
  Period: '2026-Q3',
  String: 'dinas',
};

/** What the last closed quarter is compared with. */
const BEFORE = '2025-Q1';

/** A value for an argument: real ids, whatever else fits its type. */
const sample = (argument: Described, type: GraphQLInputType = argument.type): unknown => {
  if (isNonNullType(type)) return sample(argument, type.ofType);
  if (isListType(type)) return [sample(argument, type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isRequiredInputField(field) || getNamedType(field.type).name === 'ID')
        .map((field) => [field.name, sample(field)]),
    );
  if (type.name === 'Period' && argument.name === 'before') return BEFORE;
  return type.name === 'ID' ? idFor(argument) : (SAMPLES[type.name] ?? 'x');
};

const needed = ({ args }: GraphQLField<unknown, unknown>) =>
  args.filter(({ type }) => isNonNullType(type) || getNamedType(type).name === 'ID');

/** A field with its arguments as variables, and something of what it leads to. */
const asked = (field: GraphQLField<unknown, unknown>, given: Readonly<Record<string, unknown>> = {}) => {
  const args = needed(field);
  const type = getNamedType(field.type as GraphQLOutputType);
  const inside = isObjectType(type) || isUnionType(type) || isInterfaceType(type) ? ' { __typename }' : '';
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
  return {
    declared: args.map(({ name, type: of }) => `$${name}: ${of.toString()}`),
    text: `${field.name}${passed === '' ? '' : `(${passed})`}${inside}`,
    variables: Object.fromEntries(args.map((argument) => [argument.name, given[argument.name] ?? sample(argument)])),
  };
};

const typeOf = (name: string) => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`There is no type ${name}.`);
  return type;
};

const fieldsOf = (name: string) => Object.values(typeOf(name).getFields()) as GraphQLField<unknown, unknown>[];

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** Asks for one field of something; `around` puts the field where it belongs. */
const askField = async (
  ask: AskAs,
  field: GraphQLField<unknown, unknown>,
  around: (text: string) => string,
  given?: Readonly<Record<string, unknown>>,
) => {
  const { declared, text, variables } = asked(field, given);
  const head = declared.length === 0 ? 'query' : `query (${declared.join(', ')})`;
  return ask<unknown>(`${head} { ${around(`found: ${text}`)} }`, variables);
};

/** Names of the fields of a type that show something; `path` leads to the object in the answer. */
const shownOf = async (
  ask: AskAs,
  type: string,
  around: (text: string) => string,
  path: (data: never) => { readonly found: unknown } | null | undefined,
): Promise<readonly string[]> => {
  const shown: string[] = [];
  for (const field of fieldsOf(type)) {
    const { data } = await askField(ask, field, around);
    const at = path(data as never);
    if (at == null) throw new Error(`${type}.${field.name}: nothing there to ask.`);
    if (!isNothing(at.found)) shown.push(field.name);
  }
  return shown.toSorted();
};

/** What is public of a region, of its units and its services. */
const PUBLIC = {
  Tenant: [
    'appraisalPolicies',
    'benchmark',
    'code',
    'forumModeration',
    'forumTopics',
    'id',
    'name',
    'sampleData',
    'timeZone',
    'unitLeaderboard',
    'units',
  ],
  Unit: [
    'id',
    'improvements',
    'kind',
    'name',
    'parent',
    'predicateSummary',
    'recognitions',
    'reportPath',
    'satisfactionIndex',
    'services',
    'staffCount',
    'tenant',
    'trend',
    'weakestElements',
  ],
  Service: [
    'id',
    'name',
    'questionnaire',
    'reportKinds',
    'reportPath',
    'satisfactionIndex',
    'serviceTime',
    'serviceTimeChange',
    'standard',
    'unit',
  ],
  Query: [
    'benchmark',
    'challenge',
    'feedbackReceipt',
    'forumChallenge',
    'forumPostReceipt',
    'forumTopic',
    'node',
    'service',
    'siteKeyStanding',
    'tenant',
    'tenants',
    'unit',
  ],
} as const;

/** What whoever is signed in to the region sees of a person whom he meets: of the head of a unit, for example. */
const OF_A_PERSON = ['id', 'name', 'post', 'unit'];

/** What colleagues who are asked for an opinion see of an appraisal: what it is, and the form. */
const OF_AN_APPRAISAL = [
  'employee',
  'form',
  'guidance',
  'id',
  'nextSteps',
  'period',
  'policy',
  'post',
  'rater',
  'stage',
  'stageName',
  'stages',
  'superior',
  'unit',
  'version',
];

describe('anonymous callers', () => {
  test.each([
    ['Tenant', 'tenant(code: "72.71")', 'tenant'],
    ['Unit', `unit(id: "${IDS['Unit']}")`, 'unit'],
    ['Service', `service(id: "${IDS['Service']}")`, 'service'],
  ] as const)('see of a %s what is declared public, and of that alone anything', async (type, from, root) => {
    const shown = await shownOf(
      anonymous,
      type,
      (text) => `${from} { ${text} }`,
      (data: Record<string, { readonly found: unknown }>) => data[root],
    );
    const allowed: readonly string[] = PUBLIC[type];
    expect(shown.filter((name) => !allowed.includes(name))).toEqual([]);
    expect(allowed.filter((name) => !fieldsOf(type).some((field) => field.name === name))).toEqual([]);
  });

  test('reach no type that holds something of a person', () => {
    const reached = new Set<string>();
    const allowed: Readonly<Record<string, readonly string[]>> = PUBLIC;
    const walk = (name: string) => {
      if (reached.has(name) || !isObjectType(schema.getType(name))) return;
      reached.add(name);
      for (const field of fieldsOf(name))
        if (allowed[name]?.includes(field.name) ?? true) walk(getNamedType(field.type as GraphQLOutputType).name);
    };
    walk('Query');
    const personal = ['Employee', 'Assignment', 'Post', 'Viewer', 'Appraisal', 'AppraisalCycle', 'Assessment', 'Goal'];
    const kept = ['Meeting', 'Guidance', 'Recognition', 'Training', 'Workshop', 'Activity', 'Contribution'];
    const all = [...personal, ...kept, 'PerformanceReport', 'Reminder', 'FeedbackNote', 'Evaluator', 'PastResult'];
    expect(all.filter((name) => reached.has(name))).toEqual([]);
    expect(reached).toContain('PublicRecognition');
  });
});

const rootFields = (name: 'Query' | 'Mutation') => fieldsOf(name);
const hasId = (argument: Described): boolean => {
  const type = getNamedType(argument.type);
  if (isInputObjectType(type)) return Object.values(type.getFields()).some(hasId);
  return type.name === 'ID' && argument.name !== 'submissionKey';
};
const PRIVATE_ROOTS = rootFields('Query').filter(({ name }) => !(PUBLIC.Query as readonly string[]).includes(name));

/** Root fields that somebody sees of what is in the region, asked with ids of the region. */
const rootsShownTo = async (ask: AskAs): Promise<readonly string[]> => {
  const shown: string[] = [];
  for (const field of PRIVATE_ROOTS) {
    const answer = (await askField(ask, field, (text) => text)) as {
      readonly data: { readonly found: unknown } | null;
      readonly errors: readonly { readonly extensions?: { readonly code?: string } }[];
    };
    if (!isNothing(answer.data?.found)) shown.push(field.name);
    for (const { extensions } of answer.errors) expect(['NOT_FOUND', 'FORBIDDEN']).toContain(extensions?.code);
  }
  return shown.toSorted();
};

describe('at the root', () => {
  test('anonymous callers see nothing that is not declared public', async () => {
    expect(await rootsShownTo(anonymous)).toEqual([]);
  });

  test('a stranger of the region sees himself, and what is for everybody who is signed in to it', async () => {
    expect(await rootsShownTo(tono)).toEqual(['goal', 'holidays', 'viewer', 'workshop']);
  });

  test('a person with every role of another region sees what is of his own', async () => {
    expect(await rootsShownTo(maya)).toEqual(['employees', 'holidays', 'viewer']);
    const { data } = await maya<unknown>('query ($unitId: ID) { employees(unitId: $unitId) { edges { cursor } } }', {
      unitId: IDS['Unit'],
    });
    expect(data).toEqual({ employees: { edges: [] } });
  });

  test.each(['Employee', 'Post', 'Appraisal', 'AppraisalCycle', 'Goal', 'Meeting', 'Recognition', 'Activity'])(
    'node finds no %s, for anybody',
    async (type) => {
      for (const ask of [anonymous, tono, maya, ani, budi])
        expect(await ask('query ($id: ID!) { node(id: $id) { id } }', { id: IDS[type] })).toMatchObject({
          data: { node: null },
          errors: [{ extensions: { code: 'NOT_FOUND' } }],
        });
    },
  );

  test('a document about two regions at once finds in each what the person may see there', async () => {
    const { data } = await maya<Record<string, unknown>>(
      `query ($unit: ID!, $employee: ID!, $appraisal: ID!) {
        viewer { name } unit(id: $unit) { name head { name } posts { name } }
        employee(id: $employee) { name } appraisal(id: $appraisal) { id }
      }`,
      { unit: IDS['Unit'], employee: people.Budi.id, appraisal: appraisalId },
    );
    expect(data).toEqual({
      viewer: { name: 'Maya' },
      unit: { name: 'Disdukcapil', head: null, posts: null },
      employee: null,
      appraisal: null,
    });
  });
});

describe('of a person', () => {
  const around = (text: string) => `unit(id: "${IDS['Unit']}") { head { ${text} } }`;
  const path = ({ unit }: { unit: { head: { found: unknown } | null } }) => unit.head;

  test('a stranger sees what everybody sees of a colleague', async () => {
    expect(await shownOf(tono, 'Employee', around, path)).toEqual(OF_A_PERSON);
  });

  test('the rater sees every field that is kept from strangers, but for results that were never imported', async () => {
    const shown = await shownOf(rahman, 'Employee', around, path);
    expect(
      fieldsOf('Employee')
        .map(({ name }) => name)
        .filter((name) => !shown.includes(name)),
    ).toEqual(['grade', 'pastResults']);
  });
});

describe('of an appraisal', () => {
  const around = (text: string) => `appraisal(id: "${appraisalId}") { ${text} }`;
  const path = ({ appraisal }: { appraisal: { found: unknown } | null }) => appraisal;

  test('strangers see nothing, whoever rates others among them', async () => {
    for (const name of ['Lina', 'Tono'] as const)
      await expect(shownOf(await as(name), 'Appraisal', around, path)).rejects.toThrow('nothing there');
    await expect(shownOf(maya, 'Appraisal', around, path)).rejects.toThrow('nothing there');
  });

  test('colleagues who are asked see what it is, and their form', async () => {
    for (const name of ['Joko', 'Siti'] as const) {
      const shown = await shownOf(await as(name), 'Appraisal', around, path);
      expect(shown.filter((field) => !OF_AN_APPRAISAL.includes(field))).toEqual([]);
    }
  });
});

/** What everybody may send without being anybody. */
const OPEN_TO_ALL = ['submitFeedback', 'writeInForum'];

const REFUSED = ['InvalidInput', 'NotPermitted', 'NotAllowedNow', 'TooManyRequests', 'KeyReused'];

describe.each([
  ['anonymous callers', anonymous],
  ['a stranger of the region', tono],
  ['a person with every role of another region', maya],
])('%s', (_, ask) => {
  const mutations = rootFields('Mutation').filter(
    ({ name, args }) => !OPEN_TO_ALL.includes(name) && args.some((argument) => hasId(argument)),
  );

  test.each(mutations.map((field) => [field.name, field] as const))(
    'cannot %s with ids of the region',
    async (name, field) => {
      const { variables } = asked(field);
      const ended = await act(ask, name, variables, '').catch((error: Error) => error);
      if (ended instanceof Error) expect(ended.message).toMatch(/nothing found|expected/);
      else expect(REFUSED).toContain(ended.__typename);
    },
  );
});
