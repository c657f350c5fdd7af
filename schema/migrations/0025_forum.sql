-- The forum: a public, moderated discussion about a unit, a service or the region, open to everybody without an account.

-- `BEFORE`: what a citizen writes is shown once a person has released it; `AFTER`: at once, and can be hidden.
alter table tenant add column forum_moderation text not null default 'BEFORE' check (forum_moderation in ('BEFORE', 'AFTER'));

create table forum_topic (
  tenant_id     uuid not null references tenant,
  id            uuid not null,
  -- Null for the region.
  unit_id       uuid,
  service_id    uuid,
  title         text not null check (title <> ''),
  opening       text not null check (opening <> ''),
  opened_by_id  uuid not null,
  opened_at     timestamptz(3) not null,
  -- When its last shown post was written, or else when it was opened; topics are sorted by nothing else.
  active_at     timestamptz(3) not null,
  closed_reason text check (closed_reason <> ''),
  closed_by_id  uuid,
  closed_at     timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, service_id) references service (tenant_id, id),
  foreign key (tenant_id, opened_by_id) references employee (tenant_id, id),
  foreign key (tenant_id, closed_by_id) references employee (tenant_id, id),
  check (service_id is null or unit_id is not null),
  check ((closed_at is null) = (closed_reason is null) and (closed_at is null) = (closed_by_id is null))
);
create index forum_topic_tenant_id_active_at_id_idx on forum_topic (tenant_id, active_at, id);
call isolate_by_tenant('forum_topic');

create table forum_post (
  tenant_id           uuid not null,
  id                  uuid not null,
  topic_id            uuid not null,
  -- Made by the client before the first attempt: what is sent again is stored once.
  submission_key      uuid not null,
  request_hash        bytea not null,
  -- Null once its writer has erased it; nothing else ever changes it.
  text                text check (text <> ''),
  received_at         timestamptz(3) not null,
  state               text not null check (state in ('WAITING', 'SHOWN', 'HIDDEN', 'SPAM')),
  -- Why it is hidden or taken for spam.
  judged_reason       text check (judged_reason <> ''),
  judged_by_id        uuid,
  judged_at           timestamptz(3),
  erased_at           timestamptz(3),
  -- Of a citizen's post, which has no other owner than its code.
  receipt_hash        bytea,
  receipt_key_version integer,
  channel             text,
  -- Of an official's post: who, and as what he spoke on that day.
  employee_id         uuid,
  author_unit         text check (author_unit <> ''),
  author_post         text check (author_post <> ''),
  primary key (tenant_id, id),
  unique (tenant_id, submission_key),
  unique (tenant_id, receipt_hash),
  foreign key (tenant_id, topic_id) references forum_topic (tenant_id, id),
  foreign key (tenant_id, judged_by_id) references employee (tenant_id, id),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, receipt_key_version) references receipt_key (tenant_id, version),
  check ((text is null) = (erased_at is not null)),
  check (state not in ('HIDDEN', 'SPAM') or judged_reason is not null),
  check ((judged_at is null) = (judged_by_id is null)),
  check ((employee_id is null) = (author_unit is null) and (employee_id is null) = (author_post is null)),
  check ((employee_id is null) = (receipt_hash is not null) and (employee_id is null) = (receipt_key_version is not null)
         and (employee_id is null) = (channel is not null))
);
create index forum_post_tenant_id_topic_id_id_idx on forum_post (tenant_id, topic_id, id);
create index forum_post_tenant_id_state_id_idx on forum_post (tenant_id, state, id);
call isolate_by_tenant('forum_post');

grant select, insert on forum_topic, forum_post to kinerja_gateway;
grant update (active_at, closed_reason, closed_by_id, closed_at) on forum_topic to kinerja_gateway;
grant update (text, state, judged_reason, judged_by_id, judged_at, erased_at) on forum_post to kinerja_gateway;
