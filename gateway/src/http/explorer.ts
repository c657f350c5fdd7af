import { type Exchange, sendPage } from './exchange.ts';

/** Its editor makes workers from text of its own and sets styles; nothing comes from or goes to another host. */
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'; frame-ancestors 'none'";

const EXAMPLE = `# Kinerja: tekan ▶ untuk menjalankan.
query PapanPuskesmas {
  tenant(code: "32.73") {
    name
    unitLeaderboard(kind: "puskesmas") {
      period
      state
      average
      explanation
      rows {
        unit { name }
        band
        index
        grade
        ratings
        fairScore
        interval { lower upper }
      }
      withheld {
        unit { name }
        reason
      }
    }
  }
}
`;

let page: string | undefined;

/** The GraphQL explorer: one page with everything in it. */
export const sendExplorer = async (exchange: Exchange): Promise<void> => {
  if (page === undefined) {
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    page = renderGraphiQL({ title: 'Kinerja GraphQL', endpoint: '/graphql', defaultQuery: EXAMPLE });
  }
  sendPage(exchange, 200, page, POLICY, { 'Cache-Control': 'no-cache' });
};
