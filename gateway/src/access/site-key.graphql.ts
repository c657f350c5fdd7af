import { builder } from '../builder.ts';
import { keyOf, tenantOfId } from '../tenant/tenant.graphql.ts';
import { type SiteKeyStanding, siteKeyStanding } from './site-key-standing.ts';

const SiteKeyStandingRef = builder.enumType('SiteKeyStanding', {
  description: 'What a site key is worth on the pages of an origin.',
  values: {
    ACCEPTED: { description: 'Ratings from there are taken; with a visit code they count as verified.' },
    UNKNOWN: { description: 'The region has no such key, or it was revoked: ratings with it are refused.' },
    OTHER_ORIGIN: { description: 'The key belongs to other sites: ratings from there are refused.' },
  } as const satisfies Record<SiteKeyStanding, unknown>,
});

builder.queryField('siteKeyStanding', (t) =>
  t.field({
    type: SiteKeyStandingRef,
    nullable: true,
    description:
      'Whether ratings of a service from pages of an origin are taken under a site key; for whoever embeds the form. To whom else the key belongs is not said. Null with an error when the id names no service.',
    args: {
      serviceId: t.arg.id({ required: true, description: 'Id of the service that the form is about.' }),
      siteKey: t.arg.string({ required: true, description: 'The public key of the site.' }),
      origin: t.arg.string({
        required: true,
        description: 'Origin of the pages exactly as browsers send it, for example `https://dukcapil.example.go.id`.',
      }),
    },
    extensions: { tenantOf: tenantOfId('serviceId') },
    resolve: (_root, { serviceId, siteKey, origin }, context) => {
      const { tenantId } = keyOf('serviceId', serviceId, 'Service');
      return siteKeyStanding(context, { tenantId, siteKey, origin });
    },
  }),
);
