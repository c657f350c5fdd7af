-- How long words and data of people are kept: what a region sets itself, and how far it has been carried out.

create table retention_policy (
  tenant_id  uuid not null references tenant,
  key        text not null,
  version    integer not null check (version >= 1),
  definition jsonb not null,
  created_by text not null check (created_by <> ''),
  created_at timestamptz(3) not null,
  primary key (tenant_id, key, version)
);
call isolate_by_tenant('retention_policy');

create table retention_run (
  tenant_id uuid not null references tenant,
  -- A term of domain/retention.
  term      text not null check (term <> ''),
  -- A local day: what ended before it is emptied.
  until     date not null,
  done_at   timestamptz(3) not null,
  primary key (tenant_id, term, until)
);
call isolate_by_tenant('retention_run');

grant select, insert on retention_policy, retention_run to kinerja_gateway;
-- Emptied with the words that they are a digest of: whoever guesses these could tell from it that they were said.
grant update (request_hash, sex, age_band, education, occupation) on feedback to kinerja_gateway;
grant update (request_hash) on forum_post to kinerja_gateway;
-- A token is good for a day at most; that it was taken back is of no use for longer.
grant delete on revoked_token to kinerja_gateway;
