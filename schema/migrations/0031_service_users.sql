-- Who uses the services of a unit, as the region knows it from its registers: to hold against it who answered.

alter table import_batch drop constraint import_batch_kind_check;
alter table import_batch add constraint import_batch_kind_check
  check (kind in ('RATINGS', 'RECAP', 'DEMO', 'EMPLOYEES', 'ATTENDANCE', 'PAST_RESULTS', 'SERVICE_USERS'));

create table service_user_group (
  tenant_id uuid not null,
  unit_id   uuid not null,
  year      integer not null check (year between 2000 and 2099),
  field     text not null check (field in ('sex', 'ageBand', 'education', 'occupation')),
  -- As in the questionnaire.
  code      text not null check (code <> ''),
  -- Smaller groups could tell who they are.
  users     integer not null check (users >= 10),
  batch_id  uuid not null,
  primary key (tenant_id, unit_id, year, field, code),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, batch_id) references import_batch (tenant_id, id)
);
call isolate_by_tenant('service_user_group');
-- A later file takes the place of an earlier one.
grant select, insert, delete on service_user_group to kinerja_gateway;
