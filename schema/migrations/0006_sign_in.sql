-- Who vouches for the people who sign in: keys of the portals, and providers of a region's single sign-on.

create table portal_key (
  tenant_id  uuid not null references tenant,
  id         uuid not null,
  name       text not null check (name <> ''),
  secret     text not null check (secret ~ '^[A-Za-z0-9_-]{43}$'),
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  primary key (tenant_id, id)
);
call isolate_by_tenant('portal_key');

create table revoked_token (
  tenant_id  uuid not null references tenant,
  token_id   text not null check (token_id <> ''),
  revoked_at timestamptz(3) not null,
  primary key (tenant_id, token_id)
);
call isolate_by_tenant('revoked_token');

create table identity_provider (
  tenant_id     uuid not null references tenant,
  id            uuid not null,
  issuer        text not null check (issuer <> ''),
  audience      text not null check (audience <> ''),
  jwks_uri      text,
  jwks          jsonb,
  subject_claim text not null check (subject_claim <> ''),
  created_at    timestamptz(3) not null,
  primary key (tenant_id, id),
  unique (issuer, audience),
  check ((jwks_uri is null) <> (jwks is null))
);
call isolate_by_tenant('identity_provider');
-- What a provider publishes of itself is public, and its name must lead to the tenant before one is bound.
create policy public_directory on identity_provider for select using (true);

grant select, insert, update on portal_key to kinerja_gateway;
grant select, insert on revoked_token to kinerja_gateway;
grant select, insert, delete on identity_provider to kinerja_gateway;
