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
      -- To the check of the keys below no row would be visible.
      if exists (select from feedback where tenant_id = region and not exists (
                   select from receipt where receipt.tenant_id = region and receipt.id = feedback.id
                     and receipt.received_at = feedback.received_at))
        or exists (select from ticket where tenant_id = region and not exists (
                     select from receipt where receipt.tenant_id = region and receipt.id = ticket.id
                       and receipt.received_at = ticket.received_at))
        or exists (select from visit_code_use where tenant_id = region and not exists (
                     select from receipt where receipt.tenant_id = region and receipt.id = feedback_id))
        or exists (select from excluded_rating where tenant_id = region and not exists (
                     select from receipt where receipt.tenant_id = region and receipt.id = feedback_id)) then
        raise exception 'Something of region % has no receipt; nothing was changed.', region;
      end if;
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
