import { SiteKeyStandingOperation } from '@kinerja/schema/operations';
import type { Finding } from '../../embedding/finding.ts';
import { gatewayRequest } from '../../toolkit.ts';
import type { Patient } from '../patient.ts';

/** Whether the gateway takes ratings from this page under its site key. */
export async function checkSiteKey({ element, gateway, words }: Patient): Promise<Finding[]> {
  const service = element.getAttribute('service');
  const siteKey = element.getAttribute('site-key');
  if (!gateway || !service || !siteKey) return [];
  const { origin } = globalThis;
  const answer = await gatewayRequest(SiteKeyStandingOperation, { service, siteKey, origin }, { gateway }).catch(
    // A service that is none, or a gateway that is away, is told by others.
    () => null,
  );
  if (!answer?.siteKeyStanding) return [];
  const mend = words.keyMend(origin);
  switch (answer.siteKeyStanding) {
    case 'ACCEPTED':
      return [{ verdict: 'ok', text: words.keyAccepted(origin) }];
    case 'OTHER_ORIGIN':
      return [{ verdict: 'error', text: words.keyElsewhere(siteKey, origin), mend }];
    default:
      return [{ verdict: 'error', text: words.keyUnknown(siteKey), mend }];
  }
}
