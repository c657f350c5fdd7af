-- How people grow: recognition, guidance, meetings, workshops across agencies, training.

create table recognition (
  tenant_id    uuid not null,
  id           uuid not null,
  employee_id  uuid not null,
  -- Where the person worked when it was issued: a later move does not carry it away.
  unit_id      uuid not null,
  appraisal_id uuid,
  issued_by_id uuid not null,
  title        text not null check (title <> ''),
  reason       text not null check (reason <> ''),
  issued_at    timestamptz(3) not null,
  -- When the person agreed to being named in public; null while she has not, and after she has withdrawn it.
  consented_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, appraisal_id) references appraisal (tenant_id, id),
  foreign key (tenant_id, issued_by_id) references employee (tenant_id, id),
  check (issued_by_id <> employee_id)
);
create index recognition_tenant_id_employee_id_issued_at_idx on recognition (tenant_id, employee_id, issued_at);
create index recognition_tenant_id_unit_id_issued_at_idx on recognition (tenant_id, unit_id, issued_at);
call isolate_by_tenant('recognition');

create table guidance (
  tenant_id    uuid not null,
  id           uuid not null,
  employee_id  uuid not null,
  appraisal_id uuid,
  opened_by_id uuid not null,
  reason       text not null check (reason <> ''),
  opened_at    timestamptz(3) not null,
  outcome      text check (outcome in ('IMPROVED', 'CONTINUED', 'NOT_IMPROVED')),
  outcome_note text,
  closed_by_id uuid,
  closed_at    timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, appraisal_id) references appraisal (tenant_id, id),
  foreign key (tenant_id, opened_by_id) references employee (tenant_id, id),
  foreign key (tenant_id, closed_by_id) references employee (tenant_id, id),
  check (opened_by_id <> employee_id),
  check (closed_by_id <> employee_id),
  check ((outcome is null) = (closed_at is null)),
  check ((closed_by_id is null) = (closed_at is null))
);
create index guidance_tenant_id_employee_id_opened_at_idx on guidance (tenant_id, employee_id, opened_at);
call isolate_by_tenant('guidance');

create table guidance_action (
  tenant_id      uuid not null,
  id             uuid not null,
  guidance_id    uuid not null,
  place          integer not null check (place >= 1),
  text           text not null check (text <> ''),
  due_on         date not null,
  -- Null until somebody has said how it went.
  done           boolean,
  note           text,
  reported_by_id uuid,
  reported_at    timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, guidance_id, place),
  foreign key (tenant_id, guidance_id) references guidance (tenant_id, id),
  foreign key (tenant_id, reported_by_id) references employee (tenant_id, id),
  check ((done is null) = (reported_at is null) and (reported_by_id is null) = (reported_at is null))
);
call isolate_by_tenant('guidance_action');

create table meeting (
  tenant_id   uuid not null,
  id          uuid not null,
  kind        text not null check (kind in ('ROUTINE', 'ANNUAL_SESSION', 'DISCUSSION')),
  unit_id     uuid not null,
  holder_id   uuid not null,
  held_on     date not null,
  -- Of an annual session: the period it looks back on, and the leader's direction.
  period      text,
  direction   text,
  progress    text not null check (progress <> ''),
  obstacles   text,
  recorded_at timestamptz(3) not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, holder_id) references employee (tenant_id, id),
  check (kind <> 'ANNUAL_SESSION' or (direction <> '' and period <> ''))
);
create index meeting_tenant_id_unit_id_held_on_idx on meeting (tenant_id, unit_id, held_on);
create index meeting_tenant_id_holder_id_held_on_idx on meeting (tenant_id, holder_id, held_on);
call isolate_by_tenant('meeting');

create table meeting_participant (
  tenant_id       uuid not null,
  meeting_id      uuid not null,
  employee_id     uuid not null,
  acknowledged_at timestamptz(3),
  note            text,
  primary key (tenant_id, meeting_id, employee_id),
  foreign key (tenant_id, meeting_id) references meeting (tenant_id, id),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id)
);
create index meeting_participant_tenant_id_employee_id_idx on meeting_participant (tenant_id, employee_id);
call isolate_by_tenant('meeting_participant');

create table meeting_decision (
  tenant_id      uuid not null,
  id             uuid not null,
  meeting_id     uuid not null,
  place          integer not null check (place >= 1),
  text           text not null check (text <> ''),
  responsible_id uuid not null,
  due_on         date not null,
  done_by_id     uuid,
  done_at        timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, meeting_id, place),
  foreign key (tenant_id, meeting_id) references meeting (tenant_id, id),
  foreign key (tenant_id, responsible_id) references employee (tenant_id, id),
  foreign key (tenant_id, done_by_id) references employee (tenant_id, id),
  check ((done_by_id is null) = (done_at is null))
);
call isolate_by_tenant('meeting_decision');

create table workshop (
  tenant_id    uuid not null references tenant,
  id           uuid not null,
  title        text not null check (title <> ''),
  topic        text not null check (topic <> ''),
  held_on      date not null,
  organiser_id uuid not null,
  announced_at timestamptz(3) not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, organiser_id) references employee (tenant_id, id)
);
create index workshop_tenant_id_held_on_idx on workshop (tenant_id, held_on);
call isolate_by_tenant('workshop');

create table workshop_unit (
  tenant_id   uuid not null,
  workshop_id uuid not null,
  unit_id     uuid not null,
  primary key (tenant_id, workshop_id, unit_id),
  foreign key (tenant_id, workshop_id) references workshop (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
call isolate_by_tenant('workshop_unit');

create table workshop_participant (
  tenant_id   uuid not null,
  workshop_id uuid not null,
  employee_id uuid not null,
  joined_at   timestamptz(3) not null,
  -- Null until the organiser has recorded it.
  attended    boolean,
  primary key (tenant_id, workshop_id, employee_id),
  foreign key (tenant_id, workshop_id) references workshop (tenant_id, id),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id)
);
create index workshop_participant_tenant_id_employee_id_idx on workshop_participant (tenant_id, employee_id);
call isolate_by_tenant('workshop_participant');

create table workshop_note (
  tenant_id   uuid not null,
  id          uuid not null,
  workshop_id uuid not null,
  author_id   uuid not null,
  text        text not null check (text <> ''),
  written_at  timestamptz(3) not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, workshop_id) references workshop (tenant_id, id),
  foreign key (tenant_id, author_id) references employee (tenant_id, id)
);
create index workshop_note_tenant_id_workshop_id_written_at_idx on workshop_note (tenant_id, workshop_id, written_at);
call isolate_by_tenant('workshop_note');

create table training (
  tenant_id       uuid not null,
  id              uuid not null,
  employee_id     uuid not null,
  name            text not null check (name <> ''),
  completed_on    date not null,
  competency_keys text[] not null,
  state           text not null check (state in ('CLAIMED', 'CONFIRMED', 'REJECTED')),
  recorded_by_id  uuid not null,
  recorded_at     timestamptz(3) not null,
  judged_by_id    uuid,
  judged_at       timestamptz(3),
  note            text,
  primary key (tenant_id, id),
  unique (tenant_id, employee_id, name, completed_on),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, recorded_by_id) references employee (tenant_id, id),
  foreign key (tenant_id, judged_by_id) references employee (tenant_id, id),
  check (judged_by_id <> employee_id),
  check ((state = 'CLAIMED') = (judged_at is null) and (judged_by_id is null) = (judged_at is null))
);
call isolate_by_tenant('training');

create index goal_tenant_id_year_idx on goal (tenant_id, year);

grant select, insert, update on recognition, guidance, guidance_action, meeting, meeting_participant, meeting_decision,
  workshop, workshop_unit, workshop_participant, workshop_note, training to kinerja_gateway;
