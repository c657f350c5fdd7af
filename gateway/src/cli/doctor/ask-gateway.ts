import type { Finding } from '@kinerja/widgets/embedding/finding';
import type { Reach } from './reach.ts';
import type { PageWidget } from './read-page.ts';

/** Whom to ask, and for which site. */
interface Question {
  readonly gateway: string;
  readonly origin: string;
  readonly reach: Reach;
}

/** What a gateway answers to questions about a widget; what it does not know of is null. */
interface Answer {
  readonly service?: { readonly name: string } | null;
  readonly unit?: { readonly name: string } | null;
  readonly tenant?: { readonly name: string; readonly units?: { readonly totalCount: number } } | null;
  readonly siteKeyStanding?: 'ACCEPTED' | 'UNKNOWN' | 'OTHER_ORIGIN' | null;
}

/** Asks the gateway of a widget whether what its attributes name exists, and whether its site key is good for the site. */
export const askGateway = async (
  { attributes }: PageWidget,
  { gateway, origin, reach }: Question,
): Promise<{ readonly isReadable: boolean; readonly findings: Finding[] }> => {
  const value = (name: string) => attributes.get(name) || undefined;
  const [service, unit, tenant, kind, siteKey] = ['service', 'unit', 'tenant', 'kind', 'site-key'].map(value);
  const asked = JSON.stringify;
  const fields = [
    service && `service(id: ${asked(service)}) { name }`,
    service &&
      siteKey &&
      `siteKeyStanding(serviceId: ${asked(service)}, siteKey: ${asked(siteKey)}, origin: ${asked(origin)})`,
    unit && `unit(id: ${asked(unit)}) { name }`,
    tenant &&
      `tenant(code: ${asked(tenant)}) { name ${kind ? `units(first: 1, kind: ${asked(kind)}) { totalCount }` : ''} }`,
  ].filter(Boolean);
  if (fields.length === 0) return { isReadable: true, findings: [] };
  const { headers, body, status } = await reach(
    `${gateway}graphql?query=${encodeURIComponent(`{${fields.join(' ')}}`)}`,
    {
      Accept: 'application/json',
      Origin: origin,
    },
  );
  const isReadable = headers['access-control-allow-origin'] !== undefined;
  const answer = dataIn(body);
  if (answer === undefined)
    return {
      isReadable,
      findings: [{ verdict: 'error', text: `server ${gateway} tidak menjawab seperti Kinerja (status ${status}).` }],
    };
  const things = [
    [service, answer.service, 'layanan', 'pnpm kinerja services <kode>'],
    [unit, answer.unit, 'unit', 'pnpm kinerja units <kode>'],
    [tenant, answer.tenant, 'daerah', 'pnpm kinerja tenants'],
  ] as const;
  const findings = things.flatMap(([id, thing, what, command]): Finding[] => {
    if (id === undefined) return [];
    return thing
      ? [{ verdict: 'ok', text: `${what} ${thing.name} ada.` }]
      : [{ verdict: 'error', text: `${what} ${id} tidak ada di server.`, mend: `Lihat: ${command}` }];
  });
  if (kind && answer.tenant?.units?.totalCount === 0)
    findings.push({
      verdict: 'error',
      text: `tidak ada unit berjenis "${kind}".`,
      mend: `Lihat: pnpm kinerja units ${tenant}`,
    });
  return { isReadable, findings: [...findings, ...standingOf(answer, siteKey, origin)] };
};

const standingOf = ({ siteKeyStanding }: Answer, siteKey: string | undefined, origin: string): Finding[] => {
  const mend = `Kunci untuk alamat ini: pnpm kinerja site-key add <kode> <nama> --origin ${origin}`;
  switch (siteKeyStanding) {
    case 'ACCEPTED':
      return [{ verdict: 'ok', text: `kunci situs berlaku di ${origin}.` }];
    case 'OTHER_ORIGIN':
      return [
        { verdict: 'error', text: `kunci situs ${siteKey} tidak berlaku di ${origin}: penilaian akan ditolak.`, mend },
      ];
    case 'UNKNOWN':
      return [
        {
          verdict: 'error',
          text: `kunci situs ${siteKey} tidak dikenal atau sudah dicabut: penilaian akan ditolak.`,
          mend,
        },
      ];
    default:
      return [];
  }
};

const dataIn = (body: Buffer): Answer | undefined => {
  try {
    return (JSON.parse(body.toString('utf8')) as { readonly data?: Answer | null }).data ?? undefined;
  } catch {
    // A captive portal, or a server that is something else.
    return undefined;
  }
};
