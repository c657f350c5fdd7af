-- The audit trail as a chain of hashes: whoever changes what happened has to change every hash after it, and cannot change what
-- has left the machine (TRUST 4.4).

create table audit_seal (
  tenant_id uuid not null,
  -- From 1, without a gap.
  position  bigint not null check (position > 0),
  event_id  uuid not null,
  -- SHA-256 over 0x02, the hash before it (32 zero bytes before the first) and the event in canonical JSON.
  hash      bytea not null check (length(hash) = 32),
  primary key (tenant_id, position),
  unique (tenant_id, event_id),
  foreign key (tenant_id, event_id) references audit_event (tenant_id, id)
);
call isolate_by_tenant('audit_seal');

create table audit_root (
  tenant_id uuid not null references tenant,
  -- In the zone of the region; it is made in the course of that day.
  day       date not null,
  -- The last event that it is about, and the hash of the chain there; what follows the root before it are its leaves.
  position  bigint not null check (position > 0),
  head      bytea not null check (length(head) = 32),
  -- Merkle tree hash of the events (RFC 6962, 2.1).
  root      bytea not null check (length(root) = 32),
  made_at   timestamptz(3) not null,
  primary key (tenant_id, day)
);
call isolate_by_tenant('audit_root');

grant select, insert on audit_seal, audit_root to kinerja_gateway;
