-- Yearly results from before a region used Kinerja, imported from the columns of SIASN.

alter table import_batch drop constraint import_batch_kind_check;
alter table import_batch add constraint import_batch_kind_check
  check (kind in ('RATINGS', 'RECAP', 'DEMO', 'EMPLOYEES', 'ATTENDANCE', 'PAST_RESULTS'));

create table past_result (
  tenant_id        uuid not null,
  employee_id      uuid not null,
  year             integer not null check (year between 2000 and 2099),
  -- PP 46/2011, PP 30/2019, PermenPANRB 6/2022. Of 2021 there may be two: its first half was judged by PP 46/2011.
  rule             text not null check (rule in ('PP_46_2011', 'PP_30_2019', 'PERMENPANRB_6_2022')),
  -- Of the numeric rules: the two values, and what they make, rounded half-up to two decimals.
  work_score       numeric check (work_score >= 0),
  behaviour_score  numeric check (behaviour_score >= 0),
  value            numeric check (value >= 0),
  -- Whether peers and subordinates were asked about behaviour, and whether there was a new idea (PP 30/2019 art. 41).
  peers_consulted  boolean,
  new_idea         boolean,
  -- Of 2021, as the file states them: the value on the other rule's scale, and that of the whole year.
  converted_value  numeric check (converted_value >= 0),
  integrated_value numeric check (integrated_value >= 0),
  -- Of PermenPANRB 6/2022: the two ratings.
  work_result      text check (work_result in ('DI_ATAS_EKSPEKTASI', 'SESUAI_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI')),
  behaviour        text check (behaviour in ('DI_ATAS_EKSPEKTASI', 'SESUAI_EKSPEKTASI', 'DI_BAWAH_EKSPEKTASI')),
  -- Follows from the columns above by the rule, whatever the file says.
  predicate        text not null check (predicate in ('SANGAT_BAIK', 'BAIK', 'CUKUP', 'BUTUH_PERBAIKAN', 'KURANG',
                                                      'SANGAT_KURANG', 'BURUK')),
  batch_id         uuid not null,
  primary key (tenant_id, employee_id, year, rule),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, batch_id) references import_batch (tenant_id, id),
  check ((rule = 'PERMENPANRB_6_2022') = (value is null)),
  check (num_nonnulls(work_score, behaviour_score, value) in (0, 3)),
  check (num_nonnulls(work_result, behaviour) = case when value is null then 2 else 0 end),
  check (num_nonnulls(peers_consulted, new_idea) = case when rule = 'PP_30_2019' then 2 else 0 end),
  check (year = 2021 or num_nonnulls(converted_value, integrated_value) = 0)
);
call isolate_by_tenant('past_result');

grant select, insert, update on past_result to kinerja_gateway;
