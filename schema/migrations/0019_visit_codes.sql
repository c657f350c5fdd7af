-- One-time codes on queue tickets: whoever rates with one was there, and his rating counts as verified.

create table visit_code (
  tenant_id  uuid not null references tenant,
  -- SHA-256 of the code: with the database alone nobody can rate as a visitor.
  hash       bytea not null check (octet_length(hash) = 32),
  service_id uuid not null,
  -- Of the visit, in the tenant's zone.
  day        date not null,
  issued_at  timestamptz(3) not null,
  -- As in the audit trail.
  issued_by  text not null check (issued_by <> ''),
  primary key (tenant_id, hash),
  foreign key (tenant_id, service_id) references service (tenant_id, id)
);
create index visit_code_tenant_id_service_id_day_idx on visit_code (tenant_id, service_id, day);
call isolate_by_tenant('visit_code');

-- The key is what makes a code good for one rating, however many callers use it at once.
create table visit_code_use (
  tenant_id   uuid not null,
  hash        bytea not null,
  feedback_id uuid not null,
  primary key (tenant_id, hash),
  foreign key (tenant_id, hash) references visit_code (tenant_id, hash),
  foreign key (tenant_id, feedback_id) references feedback (tenant_id, id)
);
call isolate_by_tenant('visit_code_use');

grant select, insert on visit_code, visit_code_use to kinerja_gateway;
