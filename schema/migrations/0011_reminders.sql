-- What people are reminded of, made by the daily job from the windows of their policies.

create table reminder (
  tenant_id    uuid not null,
  id           uuid not null,
  employee_id  uuid not null,
  -- Null for what concerns no single appraisal, as the end of a month's daily log.
  appraisal_id uuid,
  kind         text not null check (kind in ('STAGE_OPENS', 'STAGE_CLOSES', 'STAGE_OVERDUE', 'OBJECTION_ENDS', 'DECISION_DUE',
                                             'LOG_CLOSES')),
  stage        text,
  due_on       date not null,
  text         text not null check (text <> ''),
  made_at      timestamptz(3) not null,
  read_at      timestamptz(3),
  primary key (tenant_id, id),
  -- Each once, however often the job runs.
  unique nulls not distinct (tenant_id, employee_id, due_on, kind, appraisal_id, stage),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, appraisal_id) references appraisal (tenant_id, id),
  check ((kind = 'LOG_CLOSES') = (appraisal_id is null) and (appraisal_id is null) = (stage is null))
);
call isolate_by_tenant('reminder');

grant select, insert, update on reminder to kinerja_gateway;
