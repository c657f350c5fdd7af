-- Ratings by month, last of three steps: the table becomes the first partition of one by month. No row is read or moved; the locks
-- are held for an instant. A gateway of the version before cannot submit from here on, and what it refuses waits on citizens' devices.

set local lock_timeout = '500ms';
set local timezone = 'UTC';

-- In the order in which a submit takes them.
lock table feedback, ticket, visit_code_use, excluded_rating in access exclusive mode;

-- Keys to a rating are keys to its receipt.
alter table ticket drop constraint ticket_tenant_id_id_fkey;
alter table visit_code_use drop constraint visit_code_use_tenant_id_feedback_id_fkey;
alter table excluded_rating drop constraint excluded_rating_tenant_id_feedback_id_fkey;
drop trigger "1_keep_receipt" on feedback;
drop function keep_receipt();
alter table feedback drop constraint feedback_tenant_id_submission_key_key, drop constraint feedback_tenant_id_receipt_hash_key;

do $$
  declare
    until text := (select substring(pg_get_constraintdef(oid) from '\d{4}-\d{2}-\d{2}') from pg_constraint
                   where conrelid = 'feedback'::regclass and conname = 'feedback_before');
    old text := 'feedback_until_' || to_char(until::date, 'YYYY_MM');
  begin
    execute format('alter table feedback rename to %I', old);
    execute format('alter index feedback_pkey rename to %I', old || '_pkey');
    execute format('alter index feedback_tenant_id_service_id_counted_on_idx rename to %I', old || '_counted_on_idx');
    execute format('alter index feedback_tenant_id_service_id_received_at_idx rename to %I', old || '_received_at_idx');
    execute format('create table feedback (like %I including defaults including constraints) partition by range (received_at)', old);
    alter table feedback drop constraint feedback_before;
    alter table feedback
      add foreign key (tenant_id, service_id) references service (tenant_id, id),
      add foreign key (tenant_id, unit_id) references unit (tenant_id, id),
      add foreign key (tenant_id, questionnaire_key, questionnaire_version) references questionnaire (tenant_id, key, version),
      add foreign key (tenant_id, embed_site_id) references embed_site (tenant_id, id),
      add foreign key (tenant_id, import_batch_id) references import_batch (tenant_id, id),
      add foreign key (tenant_id, receipt_key_version) references receipt_key (tenant_id, version),
      add foreign key (tenant_id, device_id) references device (tenant_id, id),
      add constraint feedback_receipt_fkey
        foreign key (tenant_id, id, received_at) references receipt (tenant_id, id, received_at);
    create index feedback_tenant_id_service_id_counted_on_idx on feedback (tenant_id, service_id, counted_on);
    create index feedback_tenant_id_service_id_received_at_idx on feedback (tenant_id, service_id, received_at);
    execute format('alter table feedback attach partition %I for values from (minvalue) to (%L)', old, until);
    execute format('alter table %I drop constraint feedback_before', old);
    -- Read and written through the whole only.
    execute format('revoke all on %I from kinerja_gateway', old);
  end
  $$;
call isolate_by_tenant('feedback');
grant select, insert on feedback to kinerja_gateway;
grant update (comment, words_erased_at, source, request_hash, sex, age_band, education, occupation) on feedback to kinerja_gateway;

-- For what no month takes: a rating is never refused because the work of a day was not done, or the clock was wrong.
create table feedback_default partition of feedback default;
alter table feedback_default add primary key (tenant_id, id);
call isolate_by_tenant('feedback_default');

-- Makes the months that come, half a year ahead, and says how many it made. What lies in the default partition by then moves there.
-- With the rights of the owner, because the gateway owns no table: it is told nothing, so there is nothing to be told wrongly.
create function make_feedback_months() returns integer
  language plpgsql security definer
  set search_path = public, pg_temp
  set timezone = 'UTC'
  set lock_timeout = '1s'
  as $$
  declare
    -- A clock that is wrong by decades does not make thousands of tables.
    at_most constant integer := 24;
    month timestamptz;
    name text;
    made integer := 0;
    is_alone boolean := false;
  begin
    loop
      select coalesce(max(substring(pg_get_expr(relpartbound, oid) from 'TO \(''([^'']+)''\)')::timestamptz), date_trunc('month', now()))
        into month from pg_inherits join pg_class on oid = inhrelid where inhparent = 'feedback'::regclass;
      exit when month > now() + interval '6 months' or made = at_most;
      if not is_alone then
        -- Of two at once the second finds them made; reading and writing go on.
        lock table feedback in share update exclusive mode;
        is_alone := true;
        continue;
      end if;
      made := made + 1;
      name := 'feedback_' || to_char(month, 'YYYY_MM');
      execute format('create table %I (like feedback including defaults including constraints)', name);
      alter table feedback_default no force row level security;
      execute format('with early as (delete from feedback_default where received_at >= %1$L and received_at < %2$L returning *)
                      insert into %3$I select * from early', month, month + interval '1 month', name);
      alter table feedback_default force row level security;
      execute format('alter table %I add primary key (tenant_id, id)', name);
      call isolate_by_tenant(name::regclass);
      execute format('alter table feedback attach partition %I for values from (%L) to (%L)', name, month, month + interval '1 month');
    end loop;
    return made;
  end
  $$;
revoke all on function make_feedback_months() from public;
grant execute on function make_feedback_months() to kinerja_gateway;
select make_feedback_months();

-- Where months go that were detached, until they are archived: no gateway reads there.
create schema kinerja_detached;
