-- Ratings by month, second of three steps: receipts of what came before there were any. It takes its time, and nobody waits for it:
-- rows are only read, and what comes meanwhile has its receipt already.

set local lock_timeout = '500ms';

-- Region by region, because row level security holds the owner, too.
do $$
  declare
    region uuid;
  begin
    for region in select tenant_id from tenant loop
      perform set_config('app.tenant', region::text, true);
      insert into receipt (tenant_id, id, submission_key, receipt_hash, kind, service_id, received_at)
        select tenant_id, id, submission_key, receipt_hash, kind, service_id, received_at from feedback where tenant_id = region
        on conflict do nothing;
    end loop;
    perform set_config('app.tenant', '', true);
  end
  $$;

alter table feedback validate constraint feedback_before;
alter table feedback validate constraint feedback_channel_check;
alter table feedback validate constraint feedback_tenant_id_device_id_fkey;
alter table feedback validate constraint feedback_receipt_fkey;
alter table ticket validate constraint ticket_receipt_fkey;
alter table visit_code_use validate constraint visit_code_use_receipt_fkey;
alter table excluded_rating validate constraint excluded_rating_receipt_fkey;
