-- Regional governments, their units and services.
--
-- Every table with a tenant_id has row level security, enabled and forced; the gateway connects as (or switches to)
-- kinerja_gateway, which owns nothing. Keys of tenant tables start with tenant_id, so that a later distribution by
-- tenant needs no change of keys.

create function current_tenant() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;

-- Enables and forces row level security on a tenant table: its rows are visible and writable only to their tenant.
create procedure isolate_by_tenant(table_name regclass)
  language plpgsql
  as $$
  begin
    execute format('alter table %s enable row level security', table_name);
    execute format('alter table %s force row level security', table_name);
    execute format('create policy tenant_isolation on %s using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', table_name);
  end
  $$;

create table tenant (
  tenant_id      uuid primary key,
  code           text not null unique check (code ~ '^[0-9]{2}(\.[0-9]{2})?$'),
  name           text not null,
  time_zone      text not null,
  receipt_prefix text not null unique check (receipt_prefix ~ '^[0-9A-Z]{2,8}$'),
  sample_data    boolean not null
);
alter table tenant enable row level security;
alter table tenant force row level security;
-- Name, code and zone of a regional government are public law, and a code must lead to its tenant before one is bound.
create policy public_directory on tenant for select using (true);
create policy tenant_isolation on tenant using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());

create table questionnaire (
  tenant_id  uuid not null references tenant,
  key        text not null,
  version    integer not null check (version >= 1),
  definition jsonb not null,
  primary key (tenant_id, key, version)
);
call isolate_by_tenant('questionnaire');

create table unit (
  tenant_id   uuid not null references tenant,
  id          uuid not null,
  parent_id   uuid,
  region_code text,
  name        text not null,
  kind        text not null,
  staff_count integer check (staff_count >= 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references unit (tenant_id, id),
  unique (tenant_id, region_code, kind)
);
create index unit_tenant_id_kind_name_id_idx on unit (tenant_id, kind, name, id);
create index unit_tenant_id_parent_id_idx on unit (tenant_id, parent_id);
call isolate_by_tenant('unit');

create table service (
  tenant_id             uuid not null,
  id                    uuid not null,
  unit_id               uuid not null,
  name                  text not null,
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  requirements          text not null,
  procedure             text not null,
  service_time          text not null,
  fee                   text not null,
  product               text not null,
  complaint_handling    text not null,
  yearly_users          integer check (yearly_users > 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, questionnaire_key, questionnaire_version) references questionnaire (tenant_id, key, version)
);
create index service_tenant_id_unit_id_idx on service (tenant_id, unit_id);
call isolate_by_tenant('service');

create table embed_site (
  tenant_id  uuid not null references tenant,
  id         uuid not null,
  key        text not null,
  name       text not null,
  origins    text[] not null,
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, key)
);
call isolate_by_tenant('embed_site');

create table audit_event (
  tenant_id uuid not null references tenant,
  id        uuid not null,
  at        timestamptz(3) not null,
  actor     text not null,
  action    text not null,
  subject   text not null,
  detail    jsonb not null,
  primary key (tenant_id, id)
);
create index audit_event_tenant_id_at_idx on audit_event (tenant_id, at);
call isolate_by_tenant('audit_event');

create table readiness_probe (
  id integer primary key check (id = 1),
  at timestamptz(3) not null
);
insert into readiness_probe values (1, now());

grant usage on schema public to kinerja_gateway;
grant select, insert, update on tenant, questionnaire, unit, service, embed_site to kinerja_gateway;
grant select, insert on audit_event to kinerja_gateway;
grant select, update on readiness_probe to kinerja_gateway;
