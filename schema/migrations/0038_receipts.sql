-- Ratings by month, first of three steps: what must hold over all months gets a table of its own.
--
-- Gateways of the version before go on writing during all three. This step holds its locks for an instant only, and gives up after
-- half a second of waiting for them, before anybody else waits for long; it is tried again then (migrate.ts).

set local lock_timeout = '500ms';
set local timezone = 'UTC';

-- The citizen's proof, and what makes a submission one: its key and its code are there once, in whatever month it came and wherever
-- that month's ratings are by now.
create table receipt (
  tenant_id      uuid not null,
  -- That of the feedback.
  id             uuid not null,
  submission_key uuid not null,
  receipt_hash   bytea not null,
  kind           text not null check (kind in ('RATING', 'COMPLAINT', 'ASPIRATION', 'INFORMATION_REQUEST')),
  service_id     uuid not null,
  received_at    timestamptz(3) not null,
  primary key (tenant_id, id),
  unique (tenant_id, submission_key),
  unique (tenant_id, receipt_hash),
  -- What a feedback refers to: so it lies in one month, and no other has the same.
  unique (tenant_id, id, received_at),
  foreign key (tenant_id, service_id) references service (tenant_id, id)
);
call isolate_by_tenant('receipt');
grant select, insert on receipt to kinerja_gateway;

-- Until the last step, for gateways that know no receipts.
create function keep_receipt() returns trigger
  language plpgsql
  as $$
  begin
    insert into receipt (tenant_id, id, submission_key, receipt_hash, kind, service_id, received_at)
      values (new.tenant_id, new.id, new.submission_key, new.receipt_hash, new.kind, new.service_id, new.received_at)
      on conflict do nothing;
    return null;
  end
  $$;

-- The months before there are partitions are one: all that came before the month after the next, or after that of a newer row.
do $$
  declare
    region uuid;
    newest timestamptz;
    until timestamptz := now();
  begin
    for region in select tenant_id from tenant loop
      perform set_config('app.tenant', region::text, true);
      select max(received_at) into newest from feedback where tenant_id = region;
      until := greatest(until, newest);
    end loop;
    perform set_config('app.tenant', '', true);
    until := date_trunc('month', until) + interval '2 months';
    -- Not valid: to read millions of rows for it would keep everybody waiting who submits.
    execute format('alter table feedback add constraint feedback_before check (received_at < %L) not valid', until);
  end
  $$;

-- Of two triggers that same moment the one whose name sorts first goes first: a row's receipt is there before the row refers to it.
create trigger "1_keep_receipt" after insert on feedback for each row execute function keep_receipt();
alter table feedback add constraint feedback_receipt_fkey
  foreign key (tenant_id, id, received_at) references receipt (tenant_id, id, received_at) not valid;
alter table ticket add constraint ticket_receipt_fkey
  foreign key (tenant_id, id, received_at) references receipt (tenant_id, id, received_at) not valid;
alter table visit_code_use add constraint visit_code_use_receipt_fkey
  foreign key (tenant_id, feedback_id) references receipt (tenant_id, id) not valid;
alter table excluded_rating add constraint excluded_rating_receipt_fkey
  foreign key (tenant_id, feedback_id) references receipt (tenant_id, id) not valid;
