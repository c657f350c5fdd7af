-- Complaints, aspirations and requests for information: what the office does about them, and what the citizen says of it.

create table ticket_policy (
  tenant_id  uuid not null references tenant,
  key        text not null,
  version    integer not null check (version >= 1),
  definition jsonb not null,
  created_by text not null check (created_by <> ''),
  created_at timestamptz(3) not null,
  primary key (tenant_id, key, version)
);
call isolate_by_tenant('ticket_policy');

create table ticket (
  tenant_id    uuid not null,
  -- The feedback that opened it, and so its receipt code.
  id           uuid not null,
  kind         text not null check (kind in ('COMPLAINT', 'ASPIRATION', 'INFORMATION_REQUEST')),
  service_id   uuid not null,
  unit_id      uuid not null,
  category     text check (category <> ''),
  state        text not null check (state in ('RECEIVED', 'VERIFIED', 'IN_PROGRESS', 'ANSWERED', 'CLOSED', 'WITHDRAWN')),
  received_at  timestamptz(3) not null,
  verified_at  timestamptz(3),
  -- Of the first and of the last answer of the office.
  first_answered_at timestamptz(3),
  answered_at  timestamptz(3),
  closed_at    timestamptz(3),
  -- The citizen's own word, whatever the office says.
  outcome      text check (outcome in ('FIXED', 'NOT_FIXED')),
  outcome_at   timestamptz(3),
  -- Under which SP4N-LAPOR! knows it.
  lapor_id     text check (lapor_id <> ''),
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references feedback (tenant_id, id),
  foreign key (tenant_id, service_id) references service (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  check ((outcome is null) = (outcome_at is null)),
  check (state <> 'ANSWERED' or answered_at is not null),
  check ((state = 'CLOSED') = (closed_at is not null))
);
create index ticket_tenant_id_unit_id_state_received_at_idx on ticket (tenant_id, unit_id, state, received_at);
call isolate_by_tenant('ticket');

create table ticket_entry (
  tenant_id   uuid not null,
  id          uuid not null,
  ticket_id   uuid not null,
  -- Made by the client before the first attempt: what is sent again is done once.
  key         uuid not null,
  at          timestamptz(3) not null,
  move        text not null check (move <> ''),
  -- Nobody's name is shown to the citizen; the office knows who wrote.
  employee_id uuid,
  -- Null where there was nothing to say, and where the citizen has erased it.
  text        text check (text <> ''),
  primary key (tenant_id, id),
  unique (tenant_id, ticket_id, key),
  foreign key (tenant_id, ticket_id) references ticket (tenant_id, id),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id)
);
create index ticket_entry_tenant_id_ticket_id_id_idx on ticket_entry (tenant_id, ticket_id, id);
call isolate_by_tenant('ticket_entry');

grant select, insert on ticket_policy to kinerja_gateway;
grant select, insert, update on ticket to kinerja_gateway;
grant select, insert on ticket_entry to kinerja_gateway;
-- The citizen erases his words, and nothing else of what was said ever changes.
alter table feedback add column words_erased_at timestamptz(3);
grant update (text) on ticket_entry to kinerja_gateway;
grant update (comment, words_erased_at) on feedback to kinerja_gateway;

insert into ticket (tenant_id, id, kind, service_id, unit_id, state, received_at)
  select tenant_id, id, kind, service_id, unit_id, 'RECEIVED', received_at from feedback where kind <> 'RATING';
