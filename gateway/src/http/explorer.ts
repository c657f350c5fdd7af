import { randomUUID } from 'node:crypto';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { questionnaireOf } from '../feedback/stored-questionnaire.ts';
import { encodeGlobalId } from '../global-id.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { readDeveloperQueries } from './developer-queries.ts';
import { type Exchange, sendPage } from './exchange.ts';

/** Its editor makes workers from text of its own and sets styles; nothing comes from or goes to another host. */
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'; frame-ancestors 'none'";

/** The region that the examples ask about by default. */
const REGION = '32.73';
const GOOD = 3;

/** What the explorer takes its examples from. */
export interface ExplorerOptions {
  readonly db: Database;
  readonly tenants: TenantDirectory;
}

/** Variables of the examples about one service, by the example's name; nothing where the region has none. */
const variablesFor = async ({
  db,
  tenants,
}: ExplorerOptions): Promise<Readonly<Record<string, object>> | undefined> => {
  const tenant = await tenants.byCode(REGION);
  if (tenant === undefined) return undefined;
  const { tenantId } = tenant;
  return withTenant(tenantId, async () => {
    const service = await db.prisma.service.findFirst({
      where: { tenantId },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true, questionnaireKey: true, questionnaireVersion: true },
    });
    if (service === null) return undefined;
    const { questionnaireKey, questionnaireVersion } = service;
    const { elements } = await questionnaireOf(db.pool, questionnaireKey, questionnaireVersion);
    const serviceId = encodeGlobalId({ type: 'Service', tenantId, id: service.id });
    return {
      questions: { service: serviceId },
      rate: {
        input: {
          submissionKey: randomUUID(),
          serviceId,
          questionnaireVersion,
          answers: elements.map(({ key }) => ({ element: key, score: GOOD })),
        },
      },
    };
  });
};

const NEEDS_SERVICE = new Set(['questions', 'rate']);

/** The GraphQL explorer: one page with everything in it, and an example that runs for each kind of user. */
export const createExplorer =
  (options: ExplorerOptions) =>
  async (exchange: Exchange): Promise<void> => {
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    const [queries, variables] = await Promise.all([readDeveloperQueries(), variablesFor(options)]);
    const page = renderGraphiQL({
      title: 'Kinerja GraphQL',
      endpoint: '/graphql',
      defaultTabs: queries
        .filter(({ name }) => variables !== undefined || !NEEDS_SERVICE.has(name))
        .map(({ name, text }) => ({ query: text, variables: JSON.stringify(variables?.[name] ?? {}, null, 2) })),
    });
    // Each visitor has a key for a rating of his own.
    sendPage(exchange, 200, page, POLICY, { 'Cache-Control': 'no-store' });
  };
