-- Who changed a published figure, and what a unit says against one. Nothing of it is ever changed or taken away; that the figures
-- are not either, 0003 sees to.

-- As in the audit trail; null for a first version, and for what was corrected before this was kept.
alter table figure add column changed_by text check (changed_by <> '');

-- The public trail, the newest first.
create index figure_corrected_idx on figure (tenant_id, as_of) where version > 1;

create table figure_objection (
  tenant_id             uuid not null references tenant,
  id                    uuid not null,
  unit_id               uuid not null,
  scope                 text not null,
  scope_id              uuid not null,
  period                text not null,
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  version               integer not null check (version > 0),
  reason                text not null check (reason <> ''),
  raised_by_id          uuid not null,
  raised_at             timestamptz(3) not null,
  -- As promised on that day, whatever becomes of the calendar.
  decide_until          timestamptz(3) not null check (decide_until > raised_at),
  primary key (tenant_id, id),
  -- What was decided about a version is decided; a corrected one may be objected to again.
  unique (tenant_id, scope, scope_id, period, questionnaire_key, questionnaire_version, version),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, raised_by_id) references employee (tenant_id, id),
  foreign key (tenant_id, scope, scope_id, period, questionnaire_key, questionnaire_version, version)
    references figure (tenant_id, scope, scope_id, period, questionnaire_key, questionnaire_version, version)
);
create index figure_objection_tenant_id_unit_id_raised_at_idx on figure_objection (tenant_id, unit_id, raised_at);
create index figure_objection_tenant_id_raised_at_idx on figure_objection (tenant_id, raised_at);
call isolate_by_tenant('figure_objection');

create table figure_objection_decision (
  tenant_id     uuid not null,
  objection_id  uuid not null,
  outcome       text not null check (outcome in ('STANDS', 'CORRECTED')),
  explanation   text not null check (explanation <> ''),
  decided_by_id uuid not null,
  decided_at    timestamptz(3) not null,
  primary key (tenant_id, objection_id),
  foreign key (tenant_id, objection_id) references figure_objection (tenant_id, id),
  foreign key (tenant_id, decided_by_id) references employee (tenant_id, id)
);
call isolate_by_tenant('figure_objection_decision');

grant select, insert on figure_objection, figure_objection_decision to kinerja_gateway;
