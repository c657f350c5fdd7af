-- Addresses of other systems that are told what happens, and what became of each message to them.

create table webhook_endpoint (
  tenant_id     uuid not null references tenant,
  id            uuid not null,
  url           text not null check (url <> ''),
  description   text not null check (description <> ''),
  -- The kinds of event that it wants.
  events        text[] not null check (cardinality(events) > 0),
  -- `PAUSED` by somebody, `FAILED` after days of failures alone, `GONE` because it said so: in these its messages wait.
  -- `REMOVED` is there for nobody, and deleted a day later: whoever stores a rating never waits for what is deleted.
  state         text not null check (state in ('ACTIVE', 'PAUSED', 'FAILED', 'GONE', 'REMOVED')),
  state_since   timestamptz(3) not null,
  -- The first failure after its last success; null while there is none.
  failing_since timestamptz(3),
  created_at    timestamptz(3) not null,
  primary key (tenant_id, id)
);
call isolate_by_tenant('webhook_endpoint');

-- The secrets themselves are nowhere: they follow from the receipt key of that version, as tokens of devices do.
create table webhook_secret (
  tenant_id           uuid not null,
  endpoint_id         uuid not null,
  version             integer not null check (version >= 1),
  receipt_key_version integer not null,
  created_at          timestamptz(3) not null,
  -- Null for the newest.
  valid_until         timestamptz(3),
  primary key (tenant_id, endpoint_id, version),
  foreign key (tenant_id, endpoint_id) references webhook_endpoint (tenant_id, id),
  foreign key (tenant_id, receipt_key_version) references receipt_key (tenant_id, version)
);
call isolate_by_tenant('webhook_secret');

-- One event for one endpoint, stored with the change that it tells of or not at all.
create table webhook_delivery (
  tenant_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  endpoint_id   uuid not null,
  -- The same for all endpoints and tries: by it a receiver knows what it has had.
  event_id      uuid not null,
  type          text not null check (type <> ''),
  occurred_at   timestamptz(3) not null,
  data          jsonb not null,
  state         text not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'FAILED')),
  -- Since it was last put into the queue.
  tries         integer not null default 0 check (tries >= 0),
  due_at        timestamptz(3) not null,
  -- Until then it is in the hands of one gateway.
  claimed_until timestamptz(3),
  primary key (tenant_id, id),
  unique (tenant_id, endpoint_id, event_id),
  foreign key (tenant_id, endpoint_id) references webhook_endpoint (tenant_id, id)
);
create index webhook_delivery_tenant_id_endpoint_id_occurred_at_id_idx
  on webhook_delivery (tenant_id, endpoint_id, occurred_at, id);
create index webhook_delivery_tenant_id_endpoint_id_due_at_idx
  on webhook_delivery (tenant_id, endpoint_id, due_at) where state = 'PENDING';
call isolate_by_tenant('webhook_delivery');

create table webhook_attempt (
  tenant_id    uuid not null,
  id           uuid not null,
  delivery_id  uuid not null,
  at           timestamptz(3) not null,
  milliseconds integer not null check (milliseconds >= 0),
  -- Of the answer; null when there was none. What it said is not kept.
  status       integer,
  -- Null for a success.
  problem      text check (problem <> ''),
  primary key (tenant_id, id),
  foreign key (tenant_id, delivery_id) references webhook_delivery (tenant_id, id)
);
create index webhook_attempt_tenant_id_delivery_id_id_idx on webhook_attempt (tenant_id, delivery_id, id);
call isolate_by_tenant('webhook_attempt');

grant select, insert, update, delete on webhook_endpoint, webhook_secret, webhook_delivery to kinerja_gateway;
grant select, insert, delete on webhook_attempt to kinerja_gateway;
