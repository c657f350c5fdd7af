-- What employees submit to their raters: the daily log, performance reports, contributions. A change keeps what was before
-- in the audit trail.

create table activity (
  tenant_id       uuid not null,
  id              uuid not null,
  employee_id     uuid not null,
  submission_key  uuid not null,
  request_hash    bytea not null,
  -- Local day on which it began: it belongs to the month of that day.
  day             date not null,
  starts_at       timestamptz(3) not null,
  ends_at         timestamptz(3) not null,
  description     text not null check (description <> ''),
  indicator_id    uuid,
  task_key        text check (task_key <> ''),
  quantity        numeric check (quantity > 0),
  unit_of_measure text check (unit_of_measure <> ''),
  evidence        text[] not null,
  state           text not null check (state in ('PENDING', 'ACCEPTED', 'RETURNED', 'REJECTED', 'WITHDRAWN')),
  version         integer not null check (version >= 1),
  submitted_at    timestamptz(3) not null,
  judged_by_id    uuid,
  judged_at       timestamptz(3),
  note            text,
  primary key (tenant_id, id),
  unique (tenant_id, employee_id, submission_key),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, indicator_id) references indicator (tenant_id, id),
  foreign key (tenant_id, judged_by_id) references employee (tenant_id, id),
  check (ends_at > starts_at),
  check (judged_by_id <> employee_id),
  check ((quantity is null) = (unit_of_measure is null)),
  check ((judged_by_id is null) = (judged_at is null) and (judged_at is not null) = (state in ('ACCEPTED', 'RETURNED', 'REJECTED')))
);
create index activity_tenant_id_employee_id_starts_at_id_idx on activity (tenant_id, employee_id, starts_at, id);
create index activity_tenant_id_state_employee_id_idx on activity (tenant_id, state, employee_id);
create index activity_tenant_id_indicator_id_idx on activity (tenant_id, indicator_id);
call isolate_by_tenant('activity');

create table performance_report (
  tenant_id    uuid not null,
  id           uuid not null,
  employee_id  uuid not null,
  period       text not null,
  kind         text not null check (kind in ('PERIODIC', 'PROGRAMME_RESULT')),
  output       text not null check (output <> ''),
  outcome      text check (outcome <> ''),
  obstacles    text check (obstacles <> ''),
  evidence     text[] not null,
  state        text not null check (state in ('PENDING', 'ACCEPTED', 'RETURNED', 'REJECTED')),
  version      integer not null check (version >= 1),
  submitted_at timestamptz(3) not null,
  judged_by_id uuid,
  judged_at    timestamptz(3),
  strengths    text,
  improvements text,
  note         text,
  primary key (tenant_id, id),
  unique (tenant_id, employee_id, period, kind),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, judged_by_id) references employee (tenant_id, id),
  check (kind <> 'PROGRAMME_RESULT' or outcome is not null),
  check (judged_by_id <> employee_id),
  check ((judged_by_id is null) = (judged_at is null) and (judged_at is not null) = (state <> 'PENDING'))
);
create index performance_report_tenant_id_state_employee_id_idx on performance_report (tenant_id, state, employee_id);
call isolate_by_tenant('performance_report');

create table contribution (
  tenant_id    uuid not null,
  id           uuid not null,
  employee_id  uuid not null,
  period       text not null,
  kind         text not null check (kind in ('PROGRAMME', 'INNOVATION')),
  name         text not null check (name <> ''),
  role         text not null check (role <> ''),
  description  text not null check (description <> ''),
  measure      text check (measure <> ''),
  before       text check (before <> ''),
  after        text check (after <> ''),
  evidence     text[] not null check (cardinality(evidence) > 0),
  state        text not null check (state in ('PENDING', 'ACCEPTED', 'RETURNED', 'REJECTED', 'WITHDRAWN')),
  version      integer not null check (version >= 1),
  submitted_at timestamptz(3) not null,
  judged_by_id uuid,
  judged_at    timestamptz(3),
  note         text,
  primary key (tenant_id, id),
  unique (tenant_id, employee_id, period, kind, name),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, judged_by_id) references employee (tenant_id, id),
  check (kind <> 'INNOVATION' or (measure is not null and before is not null and after is not null)),
  check (judged_by_id <> employee_id),
  check ((judged_by_id is null) = (judged_at is null) and (judged_at is not null) = (state in ('ACCEPTED', 'RETURNED', 'REJECTED')))
);
create index contribution_tenant_id_state_employee_id_idx on contribution (tenant_id, state, employee_id);
call isolate_by_tenant('contribution');

grant select, insert, update on activity, performance_report, contribution to kinerja_gateway;
