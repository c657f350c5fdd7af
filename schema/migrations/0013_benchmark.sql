-- The comparison between regions that want to take part, without their names.

alter table tenant add column in_benchmark boolean not null default false;

-- The index of a region over all its units, from the published figures of a closed quarter.
create table benchmark_entry (
  tenant_id             uuid not null references tenant,
  period                text not null check (period ~ '^20[0-9]{2}-Q[1-4]$'),
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  index                 numeric not null check (index between 25 and 100),
  ratings               integer not null check (ratings >= 30),
  as_of                 timestamptz(3) not null,
  primary key (tenant_id, period, questionnaire_key, questionnaire_version),
  foreign key (tenant_id, questionnaire_key, questionnaire_version) references questionnaire (tenant_id, key, version)
);
call isolate_by_tenant('benchmark_entry');
-- Quartiles are over all regions, and a region agrees to that when it takes part; whose an entry is, is never told.
create policy public_benchmark on benchmark_entry for select using (true);

grant select, insert, update, delete on benchmark_entry to kinerja_gateway;
