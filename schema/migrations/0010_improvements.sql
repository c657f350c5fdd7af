-- What a unit does about the elements that citizens find weakest.

create table improvement (
  tenant_id     uuid not null,
  id            uuid not null,
  unit_id       uuid not null,
  -- The questionnaire, and the element of it, that the action is about.
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  element       text not null check (element <> ''),
  -- The period whose figure gave the reason.
  period        text not null,
  action        text not null check (action <> ''),
  due_on        date not null,
  state         text not null check (state in ('PLANNED', 'RUNNING', 'DONE')),
  -- How it went; there as soon as it is done.
  result        text check (result <> ''),
  created_by_id uuid not null,
  created_at    timestamptz(3) not null,
  reported_at   timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, questionnaire_key, questionnaire_version) references questionnaire (tenant_id, key, version),
  foreign key (tenant_id, created_by_id) references employee (tenant_id, id),
  check (state <> 'DONE' or result is not null),
  check (state = 'PLANNED' or reported_at is not null)
);
create index improvement_tenant_id_unit_id_created_at_idx on improvement (tenant_id, unit_id, created_at);
call isolate_by_tenant('improvement');

grant select, insert, update on improvement to kinerja_gateway;
