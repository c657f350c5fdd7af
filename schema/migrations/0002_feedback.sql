-- What citizens say, and the tallies and recaps that figures are made of.

create table receipt_key (
  tenant_id  uuid not null references tenant,
  version    integer not null check (version >= 1),
  secret     bytea not null check (length(secret) = 32),
  created_at timestamptz(3) not null,
  primary key (tenant_id, version)
);
call isolate_by_tenant('receipt_key');

create table import_batch (
  tenant_id   uuid not null references tenant,
  id          uuid not null,
  kind        text not null check (kind in ('RATINGS', 'RECAP', 'DEMO')),
  file_name   text not null,
  file_hash   bytea not null,
  target      text not null,
  mapping     jsonb not null,
  ratings     integer not null check (ratings >= 0),
  imported_by text not null,
  imported_at timestamptz(3) not null,
  primary key (tenant_id, id),
  unique (tenant_id, file_hash, target)
);
call isolate_by_tenant('import_batch');

create table feedback (
  tenant_id             uuid not null,
  id                    uuid not null,
  submission_key        uuid not null,
  request_hash          bytea not null,
  kind                  text not null check (kind in ('RATING', 'COMPLAINT', 'ASPIRATION', 'INFORMATION_REQUEST')),
  service_id            uuid not null,
  unit_id               uuid not null,
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  answers               jsonb not null,
  comment               text,
  sex                   text,
  age_band              text,
  education             text,
  occupation            text,
  received_at           timestamptz(3) not null,
  submitted_at          timestamptz(3),
  counted_on            date not null,
  late                  boolean not null,
  channel               text not null check (channel in ('API', 'WIDGET', 'FORM', 'IMPORT', 'DEMO')),
  verified              boolean not null,
  embed_site_id         uuid,
  import_batch_id       uuid,
  receipt_hash          bytea not null,
  receipt_key_version   integer not null,
  primary key (tenant_id, id),
  unique (tenant_id, submission_key),
  unique (tenant_id, receipt_hash),
  foreign key (tenant_id, service_id) references service (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, questionnaire_key, questionnaire_version) references questionnaire (tenant_id, key, version),
  foreign key (tenant_id, embed_site_id) references embed_site (tenant_id, id),
  foreign key (tenant_id, import_batch_id) references import_batch (tenant_id, id),
  foreign key (tenant_id, receipt_key_version) references receipt_key (tenant_id, version)
);
create index feedback_tenant_id_service_id_counted_on_idx on feedback (tenant_id, service_id, counted_on);
call isolate_by_tenant('feedback');

create table tally (
  tenant_id             uuid not null,
  unit_id               uuid not null,
  service_id            uuid not null,
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  counted_on            date not null,
  verified              boolean not null,
  shard                 smallint not null check (shard between 0 and 7),
  ratings               integer not null check (ratings >= 0),
  counts                integer[] not null,
  sum                   numeric not null,
  sum_of_squares        numeric not null,
  primary key (tenant_id, unit_id, service_id, questionnaire_key, questionnaire_version, counted_on, verified, shard),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, service_id) references service (tenant_id, id),
  foreign key (tenant_id, questionnaire_key, questionnaire_version) references questionnaire (tenant_id, key, version)
) with (fillfactor = 70);
call isolate_by_tenant('tally');

-- Element by element; both arrays have the length that their questionnaire gives them.
create function add_counts(integer[], integer[]) returns integer[]
  language sql immutable strict parallel safe
  as $$ select array_agg(a + b order by place) from unnest($1, $2) with ordinality as pair (a, b, place) $$;

create aggregate sum_counts(integer[]) (
  sfunc = add_counts,
  stype = integer[],
  parallel = safe
);

create table recap (
  tenant_id             uuid not null,
  id                    uuid not null,
  unit_id               uuid not null,
  service_id            uuid,
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  period                text not null,
  ratings               integer not null check (ratings > 0),
  counts                integer[] not null,
  import_batch_id       uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, service_id) references service (tenant_id, id),
  foreign key (tenant_id, questionnaire_key, questionnaire_version) references questionnaire (tenant_id, key, version),
  foreign key (tenant_id, import_batch_id) references import_batch (tenant_id, id)
);
create index recap_tenant_id_unit_id_period_idx on recap (tenant_id, unit_id, period);
call isolate_by_tenant('recap');

create table used_challenge (
  tenant_id  uuid not null references tenant,
  signature  text not null,
  expires_at timestamptz(3) not null,
  primary key (tenant_id, signature)
);
call isolate_by_tenant('used_challenge');

grant select, insert on receipt_key, import_batch, feedback, recap to kinerja_gateway;
grant select, insert, update on tally to kinerja_gateway;
grant select, insert, delete on used_challenge to kinerja_gateway;
