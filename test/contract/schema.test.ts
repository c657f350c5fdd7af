import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';

/*
 * contract.graphql is what pages, portals and other people's programs rely on; schema/schema.graphql is what is served,
 * committed so that a review sees it change.
 */

const read = (path: string) => readFile(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

const gateway = await startGateway();
const served = await (await gateway.fetch('/schema.graphql')).text();
const contract = await read('contract.graphql');

/** What a program written against the contract would miss, or find changed, in a schema. */
const broken = (schema: GraphQLSchema) => {
  const promised = buildSchema(contract);
  const defaults = findDangerousChanges(promised, schema).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  return [...findBreakingChanges(promised, schema), ...defaults].map(({ description }) => description);
};

test('every type, field, argument, value and default of the contract is served', () => {
  expect(broken(buildSchema(served))).toEqual([]);
});

describe('the comparison with the contract sees', () => {
  const plants: Record<string, readonly [was: string | RegExp, is: string]> = {
    'a field that is gone': [/^ {2}grade: ServiceGrade$/m, ''],
    'an argument that is gone': ['(code: String!): FeedbackReceipt', ': FeedbackReceipt'],
    'an argument that became required': ['questionnaire: String,', 'questionnaire: String!,'],
    'an enum value that is gone': ['RECAP_ONLY', ''],
    'a default that changed': ['includeSubunits: Boolean = false', 'includeSubunits: Boolean = true'],
    'a type of another kind': ['ratings: Int!', 'ratings: Float!'],
    'an interface that is no longer implemented': ['type Service implements Node', 'type Service'],
    'a member that left a union': [' | KeyReused', ''],
    'an input field that became required': ['comment: String\n', 'comment: String!\n'],
  };

  test.each(Object.entries(plants))('%s', (_, [was, is]) => {
    const changed = contract.replace(was, is);
    expect(changed).not.toBe(contract);
    expect(broken(buildSchema(changed))).toHaveLength(1);
  });
});

test('every type, field, argument and enum value has a description', () => {
  expect(undescribed(buildSchema(served))).toEqual([]);
});

test('the committed SDL is the one that is served', async () => {
  expect(served.trimEnd()).toBe((await read('../../schema/schema.graphql')).trimEnd());
});

function undescribed(schema: GraphQLSchema): readonly string[] {
  const own = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  return own
    .flatMap((type) => [{ name: type.name, description: type.description }, ...members(type)])
    .flatMap(({ name, description }) => (description ? [] : [name]));
}

function members(type: GraphQLNamedType): { name: string; description?: string | null | undefined }[] {
  const under = ({ name, description }: { name: string; description?: string | null | undefined }, of: string) => ({
    name: `${of}.${name}`,
    description,
  });
  if (isEnumType(type)) return type.getValues().map((value) => under(value, type.name));
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => under(field, type.name));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    under(field, type.name),
    ...field.args.map((argument) => under(argument, `${type.name}.${field.name}`)),
  ]);
}
