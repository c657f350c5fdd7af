-- The appraisal of civil servants: policies as data, cycles, plans, assessments, results, objections.

create table appraisal_policy (
  tenant_id  uuid not null references tenant,
  key        text not null,
  version    integer not null check (version >= 1),
  definition jsonb not null,
  created_by text not null,
  created_at timestamptz(3) not null,
  primary key (tenant_id, key, version)
);
call isolate_by_tenant('appraisal_policy');

create table goal (
  tenant_id uuid not null references tenant,
  id        uuid not null,
  parent_id uuid,
  level     text not null check (level in ('REGION', 'UNIT', 'PROJECT')),
  unit_ids  uuid[] not null,
  year      integer not null,
  text      text not null check (text <> ''),
  measure   text,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references goal (tenant_id, id),
  check (parent_id <> id)
);
create index goal_tenant_id_parent_id_idx on goal (tenant_id, parent_id);
call isolate_by_tenant('goal');

create table appraisal_cycle (
  tenant_id      uuid not null,
  id             uuid not null,
  policy_key     text not null,
  policy_version integer not null,
  period         text not null,
  opened_by      text not null,
  opened_at      timestamptz(3) not null,
  primary key (tenant_id, id),
  unique (tenant_id, policy_key, period),
  foreign key (tenant_id, policy_key, policy_version) references appraisal_policy (tenant_id, key, version)
);
call isolate_by_tenant('appraisal_cycle');

create table organisation_achievement (
  tenant_id   uuid not null,
  cycle_id    uuid not null,
  unit_id     uuid not null,
  achievement text not null check (achievement in ('ISTIMEWA', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG')),
  reason      text not null,
  set_by_id  uuid not null,
  set_at      timestamptz(3) not null,
  primary key (tenant_id, cycle_id, unit_id),
  foreign key (tenant_id, cycle_id) references appraisal_cycle (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, set_by_id) references employee (tenant_id, id)
);
call isolate_by_tenant('organisation_achievement');

create table appraisal (
  tenant_id    uuid not null,
  id           uuid not null,
  cycle_id     uuid not null,
  employee_id  uuid not null,
  post_id      uuid not null,
  unit_id      uuid not null,
  rater_id     uuid not null,
  superior_id  uuid,
  stage        text not null check (stage in ('PLANNING', 'RUNNING', 'SELF_ASSESSMENT', 'SUPERVISOR_RATING', 'TEAM_EVALUATION',
                                              'FEEDBACK', 'DISCUSSION', 'DECISION', 'DELIVERED', 'OBJECTION', 'FINAL')),
  stage_since  timestamptz(3) not null,
  version      integer not null check (version >= 1),
  work_result  text check (work_result in ('DI_ATAS_EKSPEKTASI', 'SESUAI_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI')),
  behaviour    text check (behaviour in ('DI_ATAS_EKSPEKTASI', 'SESUAI_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI')),
  predicate    text check (predicate in ('SANGAT_BAIK', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG')),
  recommendation text,
  decided_at   timestamptz(3),
  received_at  timestamptz(3),
  object_until timestamptz(3),
  employee_acknowledged_at timestamptz(3),
  rater_acknowledged_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, cycle_id, employee_id),
  foreign key (tenant_id, cycle_id) references appraisal_cycle (tenant_id, id),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, post_id) references post (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, rater_id) references employee (tenant_id, id),
  foreign key (tenant_id, superior_id) references employee (tenant_id, id),
  check (rater_id <> employee_id),
  check (superior_id <> employee_id and superior_id <> rater_id),
  check ((work_result is null) = (predicate is null) and (behaviour is null) = (predicate is null))
);
create index appraisal_tenant_id_employee_id_idx on appraisal (tenant_id, employee_id);
create index appraisal_tenant_id_rater_id_idx on appraisal (tenant_id, rater_id);
create index appraisal_tenant_id_superior_id_idx on appraisal (tenant_id, superior_id);
create index appraisal_tenant_id_unit_id_idx on appraisal (tenant_id, unit_id);
call isolate_by_tenant('appraisal');

create table indicator (
  tenant_id     uuid not null,
  id            uuid not null,
  appraisal_id  uuid not null,
  component     text not null,
  goal_id       uuid,
  place         integer not null,
  plan          text not null check (plan <> ''),
  name          text not null check (name <> ''),
  kind          text not null check (kind in ('QUANTITATIVE', 'QUALITATIVE', 'COUNT', 'MEASURED')),
  aspect        text not null check (aspect in ('KUANTITAS', 'KUALITAS', 'WAKTU', 'BIAYA')),
  main          boolean not null,
  weight        integer not null check (weight between 1 and 100),
  unit_of_measure text,
  direction     text check (direction in ('HIGHER_IS_BETTER', 'LOWER_IS_BETTER')),
  target        numeric,
  target_text   text,
  realisation   numeric,
  realisation_text text,
  sample_size   integer check (sample_size >= 0),
  evidence      text[] not null,
  reported_at   timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, appraisal_id, place),
  foreign key (tenant_id, appraisal_id) references appraisal (tenant_id, id),
  foreign key (tenant_id, goal_id) references goal (tenant_id, id)
);
call isolate_by_tenant('indicator');

-- One person's assessment of one appraisal. Once submitted it is locked; a revision after a discussion keeps what it was
-- in the audit trail.
create table assessment (
  tenant_id    uuid not null,
  id           uuid not null,
  appraisal_id uuid not null,
  assessor_id  uuid not null,
  assessor_role text not null check (assessor_role in ('SELF', 'SUPERVISOR', 'TEAM', 'PEER', 'SUBORDINATE')),
  marks        jsonb not null,
  strengths    text,
  improvements text,
  saved_at     timestamptz(3) not null,
  submitted_at timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, appraisal_id, assessor_id),
  foreign key (tenant_id, appraisal_id) references appraisal (tenant_id, id),
  foreign key (tenant_id, assessor_id) references employee (tenant_id, id)
);
call isolate_by_tenant('assessment');

create table evaluation_team (
  tenant_id    uuid not null,
  appraisal_id uuid not null,
  evaluator_id uuid not null,
  appointed_by_id uuid not null,
  appointed_at timestamptz(3) not null,
  -- Why the evaluator steps back; he does not assess then.
  conflict_of_interest text,
  primary key (tenant_id, appraisal_id, evaluator_id),
  foreign key (tenant_id, appraisal_id) references appraisal (tenant_id, id),
  foreign key (tenant_id, evaluator_id) references employee (tenant_id, id),
  foreign key (tenant_id, appointed_by_id) references employee (tenant_id, id)
);
call isolate_by_tenant('evaluation_team');

-- The feedback record (PermenPANRB 6/2022 art. 17-19).
create table feedback_note (
  tenant_id       uuid not null,
  id              uuid not null,
  appraisal_id    uuid not null,
  reply_to_id     uuid,
  author_id       uuid not null,
  author_role     text not null check (author_role in ('SELF', 'SUPERVISOR', 'SUPERIOR', 'TEAM', 'PEER', 'SUBORDINATE')),
  indicator_id    uuid,
  text            text not null check (text <> ''),
  agreed_action   text,
  written_at      timestamptz(3) not null,
  acknowledged_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, appraisal_id) references appraisal (tenant_id, id),
  foreign key (tenant_id, reply_to_id) references feedback_note (tenant_id, id),
  foreign key (tenant_id, author_id) references employee (tenant_id, id),
  foreign key (tenant_id, indicator_id) references indicator (tenant_id, id)
);
create index feedback_note_tenant_id_appraisal_id_written_at_idx on feedback_note (tenant_id, appraisal_id, written_at);
call isolate_by_tenant('feedback_note');

create table discussion (
  tenant_id     uuid not null,
  appraisal_id  uuid not null,
  reason        text not null check (reason <> ''),
  requested_at  timestamptz(3) not null,
  scheduled_for timestamptz(3),
  place         text,
  outcome       text,
  revised       boolean,
  concluded_at  timestamptz(3),
  primary key (tenant_id, appraisal_id),
  foreign key (tenant_id, appraisal_id) references appraisal (tenant_id, id),
  check ((outcome is null) = (concluded_at is null))
);
call isolate_by_tenant('discussion');

create table objection (
  tenant_id      uuid not null,
  appraisal_id   uuid not null,
  reason         text not null check (reason <> ''),
  filed_at       timestamptz(3) not null,
  decide_until   timestamptz(3) not null,
  explanation    text,
  explained_at   timestamptz(3),
  decision       text check (decision in ('UPHELD', 'CHANGED')),
  recommendation text,
  decided_by_id  uuid,
  decided_at     timestamptz(3),
  primary key (tenant_id, appraisal_id),
  foreign key (tenant_id, appraisal_id) references appraisal (tenant_id, id),
  foreign key (tenant_id, decided_by_id) references employee (tenant_id, id),
  check ((decision is null) = (decided_at is null))
);
call isolate_by_tenant('objection');

grant select, insert, update on appraisal_policy, goal, appraisal_cycle, organisation_achievement, appraisal, indicator,
  assessment, evaluation_team, feedback_note, discussion, objection to kinerja_gateway;
grant delete on indicator, evaluation_team to kinerja_gateway;
