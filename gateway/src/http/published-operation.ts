import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { documentId } from './graphql-documents.ts';

/** The operation of a published document, read once and known to be valid. */
export interface PublishedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  /** Names the document's text. */
  readonly hash: string;
}

const read = (schema: GraphQLSchema, text: string): PublishedOperation | null => {
  const document = parse(text);
  const [operation, ...others] = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined || others.length > 0 || validate(schema, document).length > 0) return null;
  return { document, operation, operationName: operation.name?.value ?? null, hash: documentId(text) };
};

/**
 * Reads published documents, each once.
 *
 * @returns the operation of a text; null when there are several, or when it no longer fits the schema.
 */
export const createPublishedOperations = (schema: GraphQLSchema): ((text: string) => PublishedOperation | null) => {
  const known = new Map<string, PublishedOperation | null>();
  return (text) => {
    const operation = known.get(text) ?? read(schema, text);
    known.set(text, operation);
    return operation;
  };
};
