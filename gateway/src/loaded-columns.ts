import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';

declare global {
  // biome-ignore lint/style/noNamespace: it is how Pothos takes in a plugin.
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      loadedColumns: LoadedColumns<Types>;
    }
  }
}

/**
 * Lets a row answer for a column that it carries, whoever loaded it: the board's one statement brings all that is shown
 * of its units. Without this the Prisma plugin loads again what it has not loaded itself.
 */
class LoadedColumns<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { kind, extensions }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const column = extensions?.['pothosExposedField'];
    if (kind !== 'PrismaObject' || typeof column !== 'string') return resolver;
    return (row, args, context, info) => {
      const value = (row as Readonly<Record<string, unknown>>)[column];
      return value === undefined ? resolver(row, args, context, info) : value;
    };
  }
}

SchemaBuilder.registerPlugin('loadedColumns', LoadedColumns);
