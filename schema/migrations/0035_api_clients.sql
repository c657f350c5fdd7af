-- Programs of others that use the API under a name. Of their keys only hashes are kept.

create table api_client (
  tenant_id    uuid not null references tenant,
  id           uuid not null,
  name         text not null check (name <> ''),
  scopes       text[] not null check (cardinality(scopes) > 0 and scopes <@ array['read', 'visits']),
  -- SHA-256 of the key, which has 256 random bits.
  key_hash     bytea not null check (length(key_hash) = 32),
  created_at   timestamptz(3) not null,
  revoked_at   timestamptz(3),
  last_used_at timestamptz(3),
  primary key (tenant_id, id)
);
call isolate_by_tenant('api_client');

grant select, insert, update on api_client to kinerja_gateway;
