import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating, SUBMIT } from '../support/submit.ts';

/* Whether a site may send ratings under its key: asked beforehand, by whoever embeds the form. */

const HERE = 'https://dukcapil.example.go.id';
const units = [{ name: 'Disdukcapil', kind: 'dinas', services: ['KTP-el'] }];
const gateway = await startGateway({
  tenants: {
    bandung: { code: '32.73', units, sites: { pk_here: [HERE], pk_any: ['*'] } },
    palu: { code: '72.71', name: 'Kota Palu', units, sites: { pk_palu: [HERE] } },
  },
});
const service = gateway.tenants.bandung.service('KTP-el').id;

interface Standing {
  readonly siteKeyStanding: string | null;
}

const ask = async (siteKey: string, origin: string, serviceId = service) => {
  const { data, errors } = await gateway.ask<Standing>(
    'query ($service: ID!, $siteKey: String!, $origin: String!) { siteKeyStanding(serviceId: $service, siteKey: $siteKey, origin: $origin) }',
    { service: serviceId, siteKey, origin },
  );
  return { standing: data.siteKeyStanding, errors };
};

/** What a rating from there meets with in earnest. */
const isTaken = async (siteKey: string, origin: string) => {
  const { data } = await gateway.ask<{ readonly submitFeedback: { readonly __typename: string } }>(
    SUBMIT,
    { input: { ...rating(service), siteKey } },
    { Origin: origin },
  );
  return data.submitFeedback.__typename === 'SubmitFeedbackSuccess';
};

test.each([
  ['pk_here', HERE, 'ACCEPTED'],
  ['pk_here', `${HERE}.evil.example`, 'OTHER_ORIGIN'],
  ['pk_here', `${HERE}/`, 'OTHER_ORIGIN'],
  ['pk_here', 'null', 'OTHER_ORIGIN'],
  ['pk_any', 'https://anywhere.example', 'ACCEPTED'],
  ['pk_palu', HERE, 'UNKNOWN'],
  ['pk_gone', HERE, 'UNKNOWN'],
  ['', HERE, 'UNKNOWN'],
])('the key "%s" at %s is %s', async (siteKey, origin, standing) => {
  expect(await ask(siteKey, origin)).toEqual({ standing, errors: [] });
});

test.each([
  ['pk_here', HERE],
  ['pk_here', `${HERE}.evil.example`],
  ['pk_gone', HERE],
])('what is said of "%s" at %s is what a rating meets with', async (siteKey, origin) => {
  expect((await ask(siteKey, origin)).standing === 'ACCEPTED').toBe(await isTaken(siteKey, origin));
});

test('of a revoked key it is said that there is none', async () => {
  await gateway.database.inspect("update embed_site set revoked_at = now() where key = 'pk_palu'");
  expect((await ask('pk_palu', HERE, gateway.tenants.palu.service('KTP-el').id)).standing).toBe('UNKNOWN');
});

test('an id of no service is answered with null and its name', async () => {
  const { standing, errors } = await ask('pk_here', HERE, 'service_nobody');
  expect(standing).toBe(null);
  expect(errors[0]?.extensions?.code).toBe('NOT_FOUND');
});

test('it is kept in no cache, because keys are revoked at any time', async () => {
  const query = `{ siteKeyStanding(serviceId: "${service}", siteKey: "pk_here", origin: "${HERE}") }`;
  const response = await gateway.fetch(`/graphql?query=${encodeURIComponent(query)}`);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('the regions that there are can be listed by everybody', async () => {
  const { data } = await gateway.ask<{ readonly tenants: unknown }>('{ tenants { code name sampleData } }');
  expect(data.tenants).toEqual([
    { code: '32.73', name: 'Kota Bandung', sampleData: false },
    { code: '72.71', name: 'Kota Palu', sampleData: false },
  ]);
});

test('the builder is served under a policy as strict as the one it prints', async () => {
  const response = await gateway.fetch('/builder');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'sha256-\S+'; require-trusted-types-for 'script'; trusted-types lit-html; /,
  );
  expect(await response.text()).toContain('<kinerja-builder public-address="https://kinerja.example.go.id">');
  expect(await (await gateway.fetch('/builder?lang=en')).text()).toContain('<html lang="en">');
});

test('which versions there are, and how the form of each asks for its questions, is told to every page', async () => {
  const response = await gateway.fetch('/widgets/versions.json');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const { latest, versions } = (await response.json()) as {
    readonly latest: string;
    readonly versions: Readonly<Record<string, { readonly isReleased: boolean; readonly questions: string }>>;
  };
  expect(versions[latest]).toBeDefined();
  for (const [version, { questions }] of Object.entries(versions)) {
    const file = await gateway.fetch(`/widgets/${version}/kinerja.js`);
    expect(await file.text()).toContain(questions);
    const variables = encodeURIComponent(JSON.stringify({ service, lang: 'id' }));
    const asked = `/graphql?documentId=${questions}&operationName=RatingForm&variables=${variables}`;
    expect(await (await gateway.fetch(asked)).json()).toMatchObject({ data: { service: { id: service } } });
  }
});
