-- Ratings that a person has taken out of the figures, with the reason, and what was taken out of each published one. The ratings
-- themselves stay as they came.

create table rating_exclusion (
  tenant_id      uuid not null references tenant,
  id             uuid not null,
  -- Of the service when it was decided; ratings that were given to another unit before are not among them.
  unit_id        uuid not null,
  service_id     uuid not null,
  -- What was selected: by when it was received, from then on until before.
  received_from  timestamptz(3) not null,
  received_until timestamptz(3) not null check (received_until > received_from),
  -- Null for any.
  channel        text,
  place          text,
  device_id      uuid,
  reason         text not null check (reason in ('REPEATED', 'OWN_STAFF', 'AUTOMATED', 'TEST')),
  explanation    text not null check (explanation <> ''),
  ratings        integer not null check (ratings > 0),
  decided_by_id  uuid not null,
  decided_at     timestamptz(3) not null,
  -- Once its ratings count again.
  lifted_because text check (lifted_because <> ''),
  lifted_by_id   uuid,
  lifted_at      timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, service_id) references service (tenant_id, id),
  foreign key (tenant_id, device_id) references device (tenant_id, id),
  foreign key (tenant_id, decided_by_id) references employee (tenant_id, id),
  foreign key (tenant_id, lifted_by_id) references employee (tenant_id, id),
  check ((lifted_at is null) = (lifted_because is null) and (lifted_at is null) = (lifted_by_id is null))
);
create index rating_exclusion_tenant_id_unit_id_id_idx on rating_exclusion (tenant_id, unit_id, id);
call isolate_by_tenant('rating_exclusion');

create table excluded_rating (
  tenant_id    uuid not null,
  exclusion_id uuid not null,
  feedback_id  uuid not null,
  -- False once it counts again.
  standing     boolean not null default true,
  primary key (tenant_id, exclusion_id, feedback_id),
  foreign key (tenant_id, exclusion_id) references rating_exclusion (tenant_id, id),
  foreign key (tenant_id, feedback_id) references feedback (tenant_id, id)
);
-- Whoever decides, and however many at once: a rating is taken out once.
create unique index excluded_rating_standing_idx on excluded_rating (tenant_id, feedback_id) where standing;
call isolate_by_tenant('excluded_rating');

create table figure_exclusion (
  tenant_id             uuid not null,
  -- That of the figure that they would belong to.
  scope                 text not null check (scope = 'UNIT'),
  unit_id               uuid not null,
  -- A quarter, as in respondent_group.
  period                text not null check (period ~ '^[0-9]{4}-Q[1-4]$'),
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  -- Of the figure of the unit.
  version               integer not null check (version > 0),
  reason                text not null,
  ratings               integer not null check (ratings > 0),
  -- As in figure: what the index would rest on besides.
  counts                integer[] not null,
  primary key (tenant_id, unit_id, period, questionnaire_key, questionnaire_version, version, reason),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, scope, unit_id, period, questionnaire_key, questionnaire_version, version)
    references figure (tenant_id, scope, scope_id, period, questionnaire_key, questionnaire_version, version)
);
call isolate_by_tenant('figure_exclusion');

grant select, insert on rating_exclusion, excluded_rating, figure_exclusion to kinerja_gateway;
grant update (lifted_because, lifted_by_id, lifted_at) on rating_exclusion to kinerja_gateway;
grant update (standing) on excluded_rating to kinerja_gateway;
