-- Ratings from an office's own network are set aside until a person has looked at them (TRUST S39).

create table office_network (
  tenant_id  uuid not null references tenant,
  id         uuid not null,
  -- Whose staff is behind it; null for a network that all units of the region share.
  unit_id    uuid,
  name       text not null check (name <> ''),
  network    inet not null check (network = network(network)),
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
call isolate_by_tenant('office_network');
grant select, insert on office_network to kinerja_gateway;
grant update (revoked_at) on office_network to kinerja_gateway;

-- Nobody has decided about what came from such a network; decided_at is since when it does not count.
alter table rating_exclusion
  alter column decided_by_id drop not null,
  drop constraint rating_exclusion_reason_check,
  add constraint rating_exclusion_reason_check
    check (reason in ('REPEATED', 'OWN_STAFF', 'AUTOMATED', 'TEST', 'OFFICE_NETWORK')),
  add constraint rating_exclusion_decided_check check (decided_by_id is not null or reason = 'OFFICE_NETWORK');
-- One for a service and day, to which more is added until somebody decides.
create unique index rating_exclusion_set_aside_idx on rating_exclusion (tenant_id, service_id, received_from)
  where decided_by_id is null and lifted_at is null;
grant update (ratings, decided_by_id, explanation) on rating_exclusion to kinerja_gateway;
