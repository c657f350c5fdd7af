import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { Context } from '../context.ts';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { ExpectedError } from '../errors.ts';
import { traced } from '../tracing.ts';

/** One operation of a parsed and validated document. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  /** Names the document's text. */
  readonly hash: string;
  readonly variables: Record<string, unknown>;
  readonly context: Context;
  /** Told whose data are read. */
  readonly noteTenant: (tenantId: string) => void;
  /** A copy of the database from which a region's answer may be read; nothing where the database itself has to be asked. */
  readonly copyFor?: ((tenantId: string) => Database | undefined) | undefined;
}

type Run = (context: Context, variables: Record<string, unknown>) => Promise<ExecutionResult> | ExecutionResult;

/** An operation that is ready to run. */
interface Prepared {
  /** Its root fields, those of its fragments included. */
  readonly fields: readonly FieldNode[];
  readonly run: Run;
}

const MAX_COMPILED = 500;
const MAX_VARIABLE_ERRORS = 5;

/** The fields of a root selection, those of its fragments included. */
export const rootFields = (document: DocumentNode, selections: SelectionSetNode): readonly FieldNode[] =>
  selections.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(document, selection.selectionSet);
    const fragment = document.definitions.find(
      (definition): definition is FragmentDefinitionNode =>
        definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
    );
    return fragment === undefined ? [] : rootFields(document, fragment.selectionSet);
  });

/** The tenant that each root field is about; undefined for one that is about none, or about one that cannot exist. */
const tenantsOf = (
  root: GraphQLObjectType,
  fields: readonly FieldNode[],
  variables: Record<string, unknown>,
  context: Context,
) =>
  Promise.all(
    fields.map(async (node) => {
      const field = root.getFields()[node.name.value];
      const tenantOf = field?.extensions.tenantOf;
      if (field === undefined || tenantOf == null) return undefined;
      return tenantOf(getArgumentValues(field, node, variables), context);
    }),
  );

/** The document with only some fields at its root. */
const withRootFields = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  fields: readonly FieldNode[],
): DocumentNode => ({
  ...document,
  definitions: document.definitions.map((definition) =>
    definition === operation
      ? { ...operation, selectionSet: { ...operation.selectionSet, selections: fields } }
      : definition,
  ),
});

/** The compiler gives an error that is none of GraphQL's no extensions, and then nothing downstream can read it. */
const repaired = (error: GraphQLError): GraphQLError => {
  if ((error.extensions as unknown) !== undefined) return error;
  const { message, path, originalError, locations } = error;
  return Object.assign(new GraphQLError(message, { path, originalError }), { locations });
};

/** Signed in is one only in one's own region: to every other a person, or a program, is a stranger. */
const contextIn = (tenantId: string, context: Context): Context => {
  const isStranger = (who: { readonly tenantId: string } | null) => who !== null && who.tenantId !== tenantId;
  return isStranger(context.viewer) || isStranger(context.client)
    ? { ...context, viewer: null, client: null }
    : context;
};

const onDatabase = (context: Context, db: Database): Context => (db === context.db ? context : { ...context, db });

/** What the compiler leaves out: values of variables that a document has and a request does not give. */
const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );

/** Runs operations, each bound to the tenant that it names; those that come often are compiled. */
export const createExecutor = (schema: GraphQLSchema) => {
  const compiled = new LRUCache<string, Prepared>({ max: MAX_COMPILED });
  const seen = new LRUCache<string, true>({ max: MAX_COMPILED });

  const interpret =
    (document: DocumentNode, operationName: string | null): Run =>
    (contextValue, variableValues) =>
      Promise.resolve(execute({ schema, document, operationName, contextValue, variableValues }));

  const compile = ({ document, operation, operationName }: Operation): Run => {
    const defaults = defaultsOf(operation);
    const query = compileQuery(schema, document, operationName ?? undefined);
    if (!isCompiledQuery(query)) return interpret(document, operationName);
    return async (context, variables) => {
      const result = await query.query(undefined, context, { ...defaults, ...variables });
      return result.errors === undefined ? result : { ...result, errors: result.errors.map(repaired) };
    };
  };

  /** Compiling costs more than one execution: a document is compiled when it comes for the second time. */
  const prepare = (request: Operation): Prepared => {
    const { document, operation, operationName, hash } = request;
    const key = `${hash} ${operationName ?? ''}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const fields = rootFields(document, operation.selectionSet);
    if (!seen.has(key)) {
      seen.set(key, true);
      return { fields, run: interpret(document, operationName) };
    }
    const prepared = { fields, run: compile(request) };
    compiled.set(key, prepared);
    return prepared;
  };

  /** A document may ask about several regions; each is asked for in a run of its own. */
  const runApart = async (
    { document, operation, operationName, variables, context }: Operation,
    fields: readonly FieldNode[],
    tenants: readonly (string | undefined)[],
  ): Promise<ExecutionResult> => {
    const parts: ExecutionResult[] = [];
    for (const tenantId of new Set(tenants)) {
      const own = fields.filter((_, place) => tenants[place] === tenantId);
      const run = interpret(withRootFields(document, operation, own), operationName);
      parts.push(
        await (tenantId === undefined
          ? run(context, variables)
          : withTenant(tenantId, () => run(contextIn(tenantId, context), variables))),
      );
    }
    const data = Object.assign({}, ...parts.map((part) => part.data)) as Record<string, unknown>;
    const names = [...new Set(fields.map(({ alias, name }) => (alias ?? name).value))];
    const errors = parts.flatMap((part) => part.errors ?? []);
    return {
      // A part is null as a whole only when one of its fields may not be null: then so is the answer.
      data: parts.some((part) => part.data == null)
        ? null
        : Object.fromEntries(names.map((name) => [name, data[name]])),
      ...(errors.length > 0 && { errors }),
    };
  };

  const runOperation = async (request: Operation): Promise<ExecutionResult> => {
    const { operation, context } = request;
    const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables, {
      maxErrors: MAX_VARIABLE_ERRORS,
    });
    if (errors !== undefined)
      return { errors: errors.map(({ message }) => new ExpectedError(message, 'BAD_USER_INPUT', 400)) };
    const root = schema.getRootType(operation.operation);
    if (root == null) throw new Error(`No root type for ${operation.operation}.`);
    const { fields, run } = prepare(request);
    const tenants = await tenantsOf(root, fields, coerced, context);
    const named = new Set(tenants.filter((tenant) => tenant !== undefined));
    for (const tenantId of named) request.noteTenant(tenantId);
    if (named.size > 1) return runApart(request, fields, tenants);
    const [tenantId] = named;
    if (tenantId === undefined) return run(context, request.variables);
    const runOn = (db: Database) =>
      withTenant(tenantId, () => run(contextIn(tenantId, onDatabase(context, db)), request.variables));
    const copy = request.copyFor?.(tenantId);
    if (copy !== undefined) {
      // Whatever the copy has to complain about, the database itself may know better.
      const result = await runOn(copy).catch(() => undefined);
      if (result !== undefined && result.errors === undefined) return result;
    }
    return runOn(context.db);
  };

  return (request: Operation): Promise<ExecutionResult> => {
    const { operation } = request.operation;
    const name = request.operation.name?.value ?? '';
    return traced(
      {
        name: `${operation} ${name}`.trimEnd(),
        attributes: () => ({ 'graphql.operation.type': operation, 'graphql.operation.name': name }),
      },
      () => runOperation(request),
    );
  };
};
