/** A column as schema.prisma has it, in PostgreSQL's words. */
export interface ModelColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** A table as schema.prisma has it. */
export interface Model {
  readonly table: string;
  readonly columns: readonly ModelColumn[];
  /** Columns of the primary key, in its order; of each unique key; of each index. */
  readonly primaryKey: readonly string[];
  readonly uniqueKeys: readonly (readonly string[])[];
  readonly indexes: readonly (readonly string[])[];
  /** Columns that refer to another table. */
  readonly references: readonly (readonly string[])[];
}

const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  'String @db.Uuid': 'uuid',
  'String @db.Inet': 'inet',
  Int: 'integer',
  'Int @db.SmallInt': 'smallint',
  BigInt: 'bigint',
  Boolean: 'boolean',
  Float: 'double precision',
  'Decimal @db.Decimal': 'numeric',
  'DateTime @db.Timestamptz(3)': 'timestamp(3) with time zone',
  'DateTime @db.Date': 'date',
  Json: 'jsonb',
  Bytes: 'bytea',
};

interface Field extends ModelColumn {
  /** Its name in the schema, which may not be the column's. */
  readonly field: string;
  readonly attributes: string;
}

const typeOf = (type: string, native: string, isList: boolean): string => {
  const known = TYPES[native === '' ? type : `${type} ${native}`];
  if (known === undefined) throw new Error(`schema.prisma: no PostgreSQL type is known for ${type} ${native}.`);
  return isList ? `${known}[]` : known;
};

const listed = (text: string) => text.split(',').map((name) => name.trim());

const readModel = (name: string, body: string, models: ReadonlySet<string>): Model => {
  const lines = body.split('\n').map((line) => line.trim());
  const fields: Field[] = [];
  const relations: string[] = [];
  for (const line of lines) {
    const [, field = '', type = '', marker = '', attributes = ''] = /^(\w+)\s+(\w+)(\[\]|\?)?\s*(.*)$/.exec(line) ?? [];
    if (field === '') continue;
    if (models.has(type)) {
      relations.push(attributes);
      continue;
    }
    fields.push({
      field,
      attributes,
      name: /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? field,
      type: typeOf(type, /@db\.\w+(\(\d+\))?/.exec(attributes)?.[0] ?? '', marker === '[]'),
      nullable: marker === '?',
    });
  }
  const columnsOf = (list: string) =>
    listed(list).map((own) => fields.find(({ field }) => field === own)?.name ?? `${own}, which is no field`);
  const blocks = (attribute: string) =>
    lines.flatMap((line) => {
      const list = new RegExp(`^@@${attribute}\\(\\[([^\\]]+)\\]`).exec(line)?.[1];
      return list === undefined ? [] : [columnsOf(list)];
    });
  const marked = (attribute: string) =>
    fields.filter(({ attributes }) => new RegExp(`@${attribute}\\b`).test(attributes)).map((own) => [own.name]);
  return {
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
    columns: fields.map(({ name: column, type, nullable }) => ({ name: column, type, nullable })),
    primaryKey: [...blocks('id'), ...marked('id')][0] ?? [],
    uniqueKeys: [...blocks('unique'), ...marked('unique')],
    indexes: blocks('index'),
    references: relations.flatMap((attributes) => {
      const list = /fields: \[([^\]]+)\]/.exec(attributes)?.[1];
      return list === undefined ? [] : [columnsOf(list)];
    }),
  };
};

/** Reads the tables of schema.prisma, whose syntax Prisma has checked when it generated the client. */
export function readPrismaSchema(text: string): readonly Model[] {
  const found = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const models = new Set(found.map(([, name = '']) => name));
  return found.map(([, name = '', body = '']) => readModel(name, body, models));
}
