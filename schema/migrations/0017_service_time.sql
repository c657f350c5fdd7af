-- Visits with their steps, and how long they took: counted by class of duration, so that a figure reads as much for ten
-- thousand visits as for ten million.

create table visit_process (
  tenant_id  uuid not null references tenant,
  key        text not null,
  version    integer not null check (version >= 1),
  definition jsonb not null,
  created_by text not null check (created_by <> ''),
  created_at timestamptz(3) not null,
  primary key (tenant_id, key, version)
);
call isolate_by_tenant('visit_process');

create table visit (
  tenant_id   uuid not null,
  service_id  uuid not null,
  -- As printed on the ticket or the application; never that of a person.
  number      text not null check (number <> ''),
  -- By which its steps are read, whatever the service does later.
  process     jsonb not null,
  -- Of the first step, in the region's zone.
  month       text not null check (month ~ '^20[0-9]{2}-[0-9]{2}$'),
  -- Of its steps, in the order of the process, without gaps.
  times       timestamptz(3)[] not null check (cardinality(times) >= 1),
  -- Until when it is within the standard, as it was promised at the first step.
  due_at      timestamptz(3),
  finished_at timestamptz(3),
  primary key (tenant_id, service_id, number),
  foreign key (tenant_id, service_id) references service (tenant_id, id)
);
-- The unfinished ones alone: however many visits there were, those stay few.
create index visit_unfinished_idx on visit (tenant_id, service_id, month) where finished_at is null;
call isolate_by_tenant('visit');

-- Finished visits of a service that began in a month, as they are and as the public was last told.
create table visit_month (
  tenant_id      uuid not null,
  service_id     uuid not null,
  month          text not null,
  finished       integer not null default 0 check (finished >= 0),
  within         integer not null default 0 check (within between 0 and finished),
  -- What has a standard.
  judged         integer not null default 0 check (judged between within and finished),
  shown          integer not null default 0 check (shown between 0 and finished),
  shown_within   integer not null default 0,
  shown_judged   integer not null default 0,
  -- Unfinished when it was last told, and those of them that had overrun the standard by then.
  open           integer not null default 0,
  overdue        integer not null default 0,
  shown_at       timestamptz(3),
  primary key (tenant_id, service_id, month),
  foreign key (tenant_id, service_id) references service (tenant_id, id)
);
call isolate_by_tenant('visit_month');

-- The same by step and class of duration; the step '' is the whole visit.
create table visit_tally (
  tenant_id      uuid not null,
  service_id     uuid not null,
  month          text not null,
  step           text not null,
  class          integer not null check (class >= 1),
  visits         integer not null default 0,
  seconds        double precision not null default 0,
  shown          integer not null default 0,
  shown_seconds  double precision not null default 0,
  -- Unfinished visits that had lasted so long when the public was last told.
  open           integer not null default 0,
  primary key (tenant_id, service_id, month, step, class),
  foreign key (tenant_id, service_id) references service (tenant_id, id)
);
call isolate_by_tenant('visit_tally');

grant select, insert on visit_process to kinerja_gateway;
grant select, insert, update on visit to kinerja_gateway;
grant select, insert, update on visit_month to kinerja_gateway;
grant select, insert, update on visit_tally to kinerja_gateway;

-- Each class ends 1.98 % above where it begins, so that its middle is less than 1 % away from every duration in it. What is
-- shorter than a second is in the first.
create function duration_class(seconds double precision) returns integer
  language sql immutable parallel safe
  return floor(ln(greatest(seconds, 1)) / ln(1.0198::double precision))::integer + 1;

create function seconds_of_class(class integer) returns double precision
  language sql immutable parallel safe
  return power(1.0198::double precision, class - 0.5);
