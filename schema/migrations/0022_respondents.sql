-- Who answered: of each published figure of a unit in a quarter, its single ratings by profile, channel and visit code.

create table respondent_group (
  tenant_id             uuid not null,
  -- That of the figure that they belong to.
  scope                 text not null check (scope = 'UNIT'),
  unit_id               uuid not null,
  -- A quarter: longer periods are what their quarters show, added up.
  period                text not null check (period ~ '^[0-9]{4}-Q[1-4]$'),
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  -- Of the figure of the unit.
  version               integer not null check (version > 0),
  field                 text not null check (field in ('sex', 'ageBand', 'education', 'occupation', 'channel', 'verified')),
  -- Empty: not told.
  code                  text not null,
  ratings               integer not null check (ratings > 0),
  primary key (tenant_id, unit_id, period, questionnaire_key, questionnaire_version, version, field, code),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, scope, unit_id, period, questionnaire_key, questionnaire_version, version)
    references figure (tenant_id, scope, scope_id, period, questionnaire_key, questionnaire_version, version)
);
call isolate_by_tenant('respondent_group');
grant select, insert on respondent_group to kinerja_gateway;
