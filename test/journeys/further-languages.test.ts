import { LANGUAGES } from '@kinerja/gateway/domain/text';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { startGatewayOn } from '../support/gateway.ts';
import { asStored, pulse1, skm2004, skm2017 } from '../support/questionnaires.ts';
import { rating, submitAll } from '../support/submit.ts';
import { seedTenant } from '../support/tenant.ts';

/* A region that was there before its questionnaires were asked in Sundanese and Javanese. */

const services = ['KTP-el', { name: 'Pulsa', questionnaire: pulse1 }, { name: 'Lama', questionnaire: skm2004 }];
const opened = await createTestDatabase();
const { database, inspect } = opened;
const bandung = await seedTenant(database, { units: [{ name: 'Disdukcapil', services }] });
const palu = await seedTenant(database, { code: '72.71', name: 'Kota Palu', zone: 'Asia/Makassar' });

/** The definition as an earlier release stored it: in two languages. */
const asBefore = (definition: object): string =>
  JSON.stringify(definition, (key, value: unknown) =>
    key === 'su' || key === 'jv' || key === 'awaitingReview' ? undefined : value,
  );

const storedOf = async ({ uuid }: { readonly uuid: string }) => {
  const rows = await inspect<{ definition: object }>(
    'select definition from questionnaire where tenant_id = $1 order by key, version',
    [uuid],
  );
  return rows.map(({ definition }) => definition);
};

const shorten = (key: string, definition: object, { uuid }: { readonly uuid: string }) =>
  inspect('update questionnaire set definition = $3 where tenant_id = $1 and key = $2', [
    uuid,
    key,
    asBefore(definition),
  ]);

const events = () =>
  inspect<{ tenant: string; actor: string; detail: unknown }>(
    `select tenant_id as tenant, actor, detail from audit_event where action = 'questionnaire.translated'
     order by tenant_id, detail ->> 'key'`,
  );

/** Another wording, which a region has stored under the same name: not what is shipped, and so not ours to translate. */
const reworded = { ...pulse1, title: { id: 'Satu pertanyaan saja' } };

for (const tenant of [bandung, palu])
  for (const questionnaire of [skm2017, skm2004, pulse1]) await shorten(questionnaire.key, questionnaire, tenant);
await shorten('pulse-1', reworded, palu);
const gateway = await startGatewayOn(opened, {}, afterAll);

test('a gateway that starts adds the languages to what is stored, and no version', async () => {
  expect(await storedOf(bandung)).toEqual([pulse1, skm2004, skm2017].map(asStored));
  expect((await storedOf(palu))[0]).toEqual(JSON.parse(asBefore(reworded)));
});

test('the audit trail says which languages came to which questionnaire, once', async () => {
  const told = (tenant: string, key: string) => ({
    tenant,
    actor: 'system',
    detail: { key, version: 1, languages: [...LANGUAGES] },
  });
  const expected = [
    told(bandung.uuid, 'pulse-1'),
    told(bandung.uuid, 'skm-2017'),
    told(palu.uuid, 'skm-2017'),
  ].toSorted((a, b) => a.tenant.localeCompare(b.tenant));
  expect(await events()).toEqual(expected);
  await startGatewayOn({ database, close: async () => undefined }, {}, onTestFinished);
  expect(await events()).toEqual(expected);
});

interface Asked {
  readonly service: {
    readonly questionnaire: {
      readonly version: number;
      readonly language: string;
      readonly translationReviewed: boolean;
      readonly title: string;
      readonly elements: readonly {
        readonly label: string;
        readonly question: string;
        readonly answers: readonly { readonly label: string }[];
      }[];
      readonly profile: readonly { readonly label: string; readonly options: readonly { readonly label: string }[] }[];
    };
  };
}

const ask = async (service: string, lang?: string) => {
  const { data, errors } = await gateway.ask<Asked>(
    `query ($id: ID!, $lang: String) { service(id: $id) { questionnaire {
       version language(lang: $lang) translationReviewed(lang: $lang) title(lang: $lang)
       elements(lang: $lang) { label question answers { label } } profile(lang: $lang) { label options { label } } } } }`,
    { id: bandung.service(service).id, lang },
  );
  expect(errors).toEqual([]);
  return data.service.questionnaire;
};

describe('a questionnaire is asked', () => {
  test.each([
    ['su', 'Survéy Kasugemaan', 'Kumaha pamendak Anjeun', 'Yuswa'],
    ['jv', 'Survéi Kamareman', 'Kados pundi pamanggih panjenengan', 'Yuswa'],
  ])('in %s throughout, waiting for a review', async (lang, title, question, age) => {
    const asked = await ask('KTP-el', lang);
    expect(asked).toMatchObject({ version: 1, language: lang, translationReviewed: false });
    expect(asked.title).toContain(title);
    expect(asked.elements[0]?.question).toContain(question);
    expect(asked.profile[1]?.label).toBe(age);
    expect(asked.elements.map(({ label }) => label)).toEqual(skm2017.elements.map(({ label }) => label[lang]));
  });

  test.each([
    ['JW', 'jv'],
    ['jv-Latn-ID', 'jv'],
    ['SU_id', 'su'],
    ['in', 'id'],
    [undefined, 'id'],
  ])('when %j is wanted, in %s', async (lang, language) => {
    expect((await ask('KTP-el', lang)).language).toBe(language);
  });

  test('in Indonesian, which it says, when Balinese is wanted', async () => {
    const [asked, indonesian] = [await ask('KTP-el', 'ban'), await ask('KTP-el', 'id')];
    expect(asked).toMatchObject({ language: 'id', translationReviewed: true });
    expect(asked).toEqual(indonesian);
  });

  test('in Indonesian, which it says, where it is history and has no translation', async () => {
    expect(await ask('Lama', 'su')).toMatchObject({ language: 'id', translationReviewed: true });
  });
});

test('what the gateway says of figures is in the language asked for, and in Indonesian for those it does not speak', async () => {
  const ktp = bandung.service('KTP-el').id;
  await submitAll(gateway, [rating(ktp)]);
  const say = async (lang: string) => {
    const { data } = await gateway.ask<{
      unit: { trend: { explanation: string }; satisfactionIndex: { derivation: string } };
      tenant: { unitLeaderboard: { explanation: string } };
    }>(
      `query ($unit: ID!, $code: String!, $lang: String) {
         unit(id: $unit) { trend { explanation(lang: $lang) } satisfactionIndex(period: "2026-Q3") { derivation(lang: $lang) } }
         tenant(code: $code) { unitLeaderboard(kind: "dinas", lang: $lang) { explanation } } }`,
      { unit: bandung.unit('Disdukcapil').id, code: bandung.code, lang },
    );
    return [
      data.unit.trend.explanation,
      data.unit.satisfactionIndex.derivation,
      data.tenant.unitLeaderboard.explanation,
    ];
  };
  const said = new Map<string, readonly string[]>();
  for (const lang of [...LANGUAGES, 'ban']) said.set(lang, await say(lang));
  expect(said.get('ban')).toEqual(said.get('id'));
  expect(new Set(LANGUAGES.flatMap((lang) => said.get(lang) ?? [])).size).toBe(12);
  expect(said.get('su')?.[0]).toBe('Tacan aya triwulan nu angkana ditémbongkeun.');
  expect(said.get('jv')?.[0]).toBe('Dèrèng wonten triwulan ingkang angkanipun dipuntedahaken.');
});
