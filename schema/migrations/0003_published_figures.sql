-- What is public: figures and boards as they were published, version by version.

create table period_closure (
  tenant_id uuid not null references tenant,
  period    text not null,
  closed_at timestamptz(3) not null,
  primary key (tenant_id, period)
);
call isolate_by_tenant('period_closure');

create table figure (
  tenant_id             uuid not null,
  scope                 text not null check (scope in ('SERVICE', 'UNIT', 'SUBTREE')),
  scope_id              uuid not null,
  period                text not null,
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  version               integer not null check (version >= 0),
  withheld              text check (withheld in ('TOO_FEW_RATINGS', 'TOO_FEW_STAFF', 'PROTECTS_OTHERS', 'UNDER_REVIEW')),
  ratings               integer not null check (ratings >= 0),
  counts                integer[] not null,
  recap_ratings         integer not null check (recap_ratings between 0 and ratings),
  recap_counts          integer[] not null,
  sum                   numeric not null,
  sum_of_squares        numeric not null,
  as_of                 timestamptz(3) not null,
  reason                text,
  primary key (tenant_id, scope, scope_id, period, questionnaire_key, questionnaire_version, version),
  foreign key (tenant_id, questionnaire_key, questionnaire_version) references questionnaire (tenant_id, key, version),
  check (version < 2 or reason is not null)
);
call isolate_by_tenant('figure');

create table board (
  tenant_id             uuid not null references tenant,
  kind                  text not null,
  period                text not null,
  version               integer not null check (version >= 0),
  questionnaire_key     text not null,
  questionnaire_version integer not null,
  state                 text not null check (state in ('PUBLISHED', 'TOO_FEW_UNITS')),
  basis                 text not null check (basis in ('VERIFIED', 'ALL')),
  average               double precision,
  rankability           double precision,
  prior_strength        double precision,
  as_of                 timestamptz(3) not null,
  reason                text,
  primary key (tenant_id, kind, period, version),
  foreign key (tenant_id, questionnaire_key, questionnaire_version) references questionnaire (tenant_id, key, version),
  check (version < 2 or reason is not null)
);
call isolate_by_tenant('board');

create table board_entry (
  tenant_id    uuid not null,
  kind         text not null,
  period       text not null,
  version      integer not null,
  unit_id      uuid not null,
  place        integer not null,
  withheld     text check (withheld in ('TOO_FEW_RATINGS', 'TOO_FEW_STAFF', 'RECAP_ONLY', 'UNDER_REVIEW', 'PROTECTS_OTHERS')),
  ratings      integer,
  fair_ratings integer,
  index        double precision,
  grade        text check (grade in ('A', 'B', 'C', 'D')),
  fair_score   double precision,
  lower        double precision,
  upper        double precision,
  band         text check (band in ('ABOVE', 'AROUND', 'BELOW', 'UNBANDED')),
  rank_from    integer,
  rank_to      integer,
  rank_of      integer,
  primary key (tenant_id, kind, period, version, unit_id),
  foreign key (tenant_id, kind, period, version) references board (tenant_id, kind, period, version) on delete cascade,
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
call isolate_by_tenant('board_entry');

-- A published version is never changed or removed; only the running one (version 0) moves.
create function keep_published() returns trigger
  language plpgsql
  as $$
  begin
    if old.version > 0 then
      raise exception '% version % of % is published and cannot be changed', tg_table_name, old.version, old.period;
    end if;
    return coalesce(new, old);
  end
  $$;
create trigger keep_published before update or delete on figure for each row execute function keep_published();
create trigger keep_published before update or delete on board for each row execute function keep_published();
create trigger keep_published before update or delete on board_entry for each row execute function keep_published();

grant select, insert on period_closure to kinerja_gateway;
grant select, insert, update, delete on figure, board, board_entry to kinerja_gateway;
