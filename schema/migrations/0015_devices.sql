-- Registered devices (a kiosk at a counter), and the place at which a feedback was given.

create table device (
  tenant_id    uuid not null references tenant,
  id           uuid not null,
  name         text not null check (name <> ''),
  unit_id      uuid,
  service_id   uuid,
  place        text check (place <> ''),
  key_version  integer not null,
  created_at   timestamptz(3) not null,
  revoked_at   timestamptz(3),
  last_seen_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, service_id) references service (tenant_id, id),
  foreign key (tenant_id, key_version) references receipt_key (tenant_id, version),
  check (unit_id is null or service_id is null)
);
call isolate_by_tenant('device');

grant select, insert, update on device to kinerja_gateway;

alter table feedback add column place text, add column device_id uuid;
-- Not valid: what is stored fits already (no device, and a channel of the shorter list), and to read millions of rows
-- for that would keep everybody waiting who submits.
alter table feedback add foreign key (tenant_id, device_id) references device (tenant_id, id) not valid;
alter table feedback drop constraint feedback_channel_check;
alter table feedback add constraint feedback_channel_check
  check (channel in ('API', 'WIDGET', 'FORM', 'KIOSK', 'IMPORT', 'DEMO')) not valid;
