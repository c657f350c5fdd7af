-- Alarms on ratings that come in an unusual way, and what they need: from how many networks ratings came, without their addresses.

-- A pseudonym of the network that a rating came from, the same within one day of its region and unrelated to that of any other
-- day or region; gone with the key of the day.
alter table feedback add column source bytea check (length(source) = 16);
grant update (source) on feedback to kinerja_gateway;

-- What the pseudonyms of a day are made with. Once it is deleted, nobody can tell which network one stood for.
create table source_key (
  tenant_id uuid not null references tenant,
  day       date not null,
  secret    bytea not null check (length(secret) = 32),
  primary key (tenant_id, day)
);
call isolate_by_tenant('source_key');

-- What came for a service within an hour, a day or the 28 days before.
create index feedback_tenant_id_service_id_received_at_idx on feedback (tenant_id, service_id, received_at);

create table rating_alarm (
  tenant_id         uuid not null references tenant,
  id                uuid not null,
  -- Of the service when it was raised.
  unit_id           uuid not null,
  service_id        uuid not null,
  -- In the zone of the region.
  day               date not null,
  kind              text not null check (kind in ('COUNT', 'MIX', 'SOURCE')),
  -- What people are asked to look at: by when ratings were received, from then on until before.
  received_from     timestamptz(3) not null,
  received_until    timestamptz(3) not null check (received_until > received_from),
  -- Ratings; of kind MIX mean scores.
  expected          double precision not null,
  seen              double precision not null,
  log10_p           double precision not null,
  -- Null when no rating of the day has a known source.
  largest_share     double precision,
  effective_sources double precision,
  raised_at         timestamptz(3) not null,
  state             text not null check (state in ('OPEN', 'DISMISSED', 'EXCLUDED')),
  -- Once somebody has decided: why it was nothing, or which exclusion followed.
  explanation       text check (explanation <> ''),
  exclusion_id      uuid,
  decided_by_id     uuid,
  decided_at        timestamptz(3),
  primary key (tenant_id, id),
  -- However often one looks.
  unique (tenant_id, service_id, day, kind),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, service_id) references service (tenant_id, id),
  foreign key (tenant_id, exclusion_id) references rating_exclusion (tenant_id, id),
  foreign key (tenant_id, decided_by_id) references employee (tenant_id, id),
  check ((state = 'OPEN') = (decided_at is null) and (state = 'OPEN') = (decided_by_id is null)),
  check ((state = 'DISMISSED') = (explanation is not null) and (state = 'EXCLUDED') = (exclusion_id is not null))
);
create index rating_alarm_tenant_id_unit_id_id_idx on rating_alarm (tenant_id, unit_id, id);
create index rating_alarm_tenant_id_state_id_idx on rating_alarm (tenant_id, state, id);
call isolate_by_tenant('rating_alarm');

grant select, insert, delete on source_key to kinerja_gateway;
grant select, insert on rating_alarm to kinerja_gateway;
grant update (received_from, received_until, expected, seen, log10_p, largest_share, effective_sources, state, explanation,
              exclusion_id, decided_by_id, decided_at)
  on rating_alarm to kinerja_gateway;
