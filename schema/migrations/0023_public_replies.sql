-- "Anda sampaikan, kami lakukan": what citizens said and what a unit did about it, published by the unit in its own words.

create table public_reply (
  tenant_id             uuid not null references tenant,
  id                    uuid not null,
  unit_id               uuid not null,
  service_id            uuid,
  -- The element of the index that it is about, of this questionnaire.
  element               text,
  questionnaire_key     text,
  questionnaire_version integer,
  -- The report that it answers; never public.
  ticket_id             uuid,
  said                  text not null check (said <> ''),
  done                  text not null check (done <> ''),
  published_by_id       uuid not null,
  published_at          timestamptz(3) not null,
  -- Why it is not public any more.
  withdrawn_reason      text check (withdrawn_reason <> ''),
  withdrawn_at          timestamptz(3),
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, service_id) references service (tenant_id, id),
  foreign key (tenant_id, ticket_id) references ticket (tenant_id, id),
  foreign key (tenant_id, published_by_id) references employee (tenant_id, id),
  check ((element is null) = (questionnaire_key is null) and (element is null) = (questionnaire_version is null)),
  check ((withdrawn_reason is null) = (withdrawn_at is null))
);
create index public_reply_tenant_id_unit_id_published_at_idx on public_reply (tenant_id, unit_id, published_at);
call isolate_by_tenant('public_reply');
grant select, insert on public_reply to kinerja_gateway;
grant update (withdrawn_reason, withdrawn_at) on public_reply to kinerja_gateway;
