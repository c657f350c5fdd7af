-- Civil servants, their posts and who may do what.

alter table unit add column siasn_id text;
create unique index unit_tenant_id_siasn_id_key on unit (tenant_id, siasn_id);

create table employee (
  tenant_id       uuid not null references tenant,
  id              uuid not null,
  employee_number text not null check (employee_number ~ '^[0-9]{18}$'),
  name            text not null check (name <> ''),
  title_before    text,
  title_after     text,
  employment      text not null check (employment in ('PNS', 'PPPK')),
  grade           text,
  legal_status    text,
  created_at      timestamptz(3) not null,
  updated_at      timestamptz(3) not null,
  primary key (tenant_id, id),
  unique (tenant_id, employee_number)
);
call isolate_by_tenant('employee');

create table post (
  tenant_id        uuid not null,
  id               uuid not null,
  unit_id          uuid not null,
  name             text not null check (name <> ''),
  kind             text not null check (kind in ('STRUCTURAL', 'FUNCTIONAL', 'EXECUTOR')),
  functional_level text,
  heads_unit       boolean not null,
  siasn_id         text,
  primary key (tenant_id, id),
  unique (tenant_id, unit_id, name),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
call isolate_by_tenant('post');

create table post_competency (
  tenant_id        uuid not null,
  post_id          uuid not null,
  key              text not null,
  competency_group text not null check (competency_group in ('ABILITY', 'KNOWLEDGE', 'ATTITUDE')),
  name             text not null,
  required_level   integer not null check (required_level between 1 and 5),
  training         text,
  primary key (tenant_id, post_id, key),
  foreign key (tenant_id, post_id) references post (tenant_id, id)
);
call isolate_by_tenant('post_competency');

-- Who held which post from when until when: moves keep their history. The rater is the head of the unit unless named here.
create table assignment (
  tenant_id   uuid not null,
  id          uuid not null,
  employee_id uuid not null,
  post_id     uuid not null,
  rater_id    uuid,
  starts_on   date not null,
  ends_on     date,
  primary key (tenant_id, id),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, post_id) references post (tenant_id, id),
  foreign key (tenant_id, rater_id) references employee (tenant_id, id),
  check (ends_on >= starts_on),
  check (rater_id <> employee_id)
);
create index assignment_tenant_id_employee_id_starts_on_idx on assignment (tenant_id, employee_id, starts_on);
create index assignment_tenant_id_post_id_idx on assignment (tenant_id, post_id);
call isolate_by_tenant('assignment');

create table role_grant (
  tenant_id   uuid not null,
  id          uuid not null,
  employee_id uuid not null,
  role        text not null check (role in ('PERSONNEL_ADMIN', 'LEADER', 'EVALUATOR')),
  granted_by  text not null,
  granted_at  timestamptz(3) not null,
  revoked_at  timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id)
);
create index role_grant_tenant_id_employee_id_idx on role_grant (tenant_id, employee_id);
call isolate_by_tenant('role_grant');

-- A rater away hands the daily verdicts to another for some days.
create table delegation (
  tenant_id   uuid not null,
  id          uuid not null,
  rater_id    uuid not null,
  delegate_id uuid not null,
  starts_on   date not null,
  ends_on     date not null,
  reason      text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, rater_id) references employee (tenant_id, id),
  foreign key (tenant_id, delegate_id) references employee (tenant_id, id),
  check (ends_on >= starts_on),
  check (rater_id <> delegate_id)
);
create index delegation_tenant_id_delegate_id_idx on delegation (tenant_id, delegate_id);
call isolate_by_tenant('delegation');

create table holiday (
  tenant_id uuid not null references tenant,
  day       date not null,
  name      text not null,
  primary key (tenant_id, day)
);
call isolate_by_tenant('holiday');

-- Every change of one thing, in order: its history.
create index audit_event_tenant_id_subject_at_idx on audit_event (tenant_id, subject, at);

alter table import_batch drop constraint import_batch_kind_check;
alter table import_batch add constraint import_batch_kind_check
  check (kind in ('RATINGS', 'RECAP', 'DEMO', 'EMPLOYEES', 'ATTENDANCE'));

grant select, insert, update on employee, post, assignment, role_grant, delegation to kinerja_gateway;
grant select, insert, update, delete on post_competency, holiday to kinerja_gateway;
