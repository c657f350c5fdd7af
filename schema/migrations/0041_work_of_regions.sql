-- What waits in which region, told by one statement: a gateway of hundreds of regions that asked each in turn would spend half a
-- processor on it. Each region is looked at as the gateway looks at it, bound to it, so that row level security holds.
-- This version serves without it, as 0040 may have to wait.

-- Regions with an event after the last that is chained.
create function regions_to_seal() returns setof uuid
  language plpgsql volatile
  as $$
  declare
    region uuid;
  begin
    foreach region in array array(select tenant_id from tenant order by tenant_id) loop
      perform set_config('app.tenant', region::text, true);
      if exists (
        select from audit_event
        where tenant_id = region and id > coalesce(
          (select event_id from audit_seal where tenant_id = region order by position desc limit 1),
          '00000000-0000-0000-0000-000000000000')) then
        return next region;
      end if;
    end loop;
    perform set_config('app.tenant', '', true);
  end
  $$;
revoke all on function regions_to_seal() from public;
grant execute on function regions_to_seal() to kinerja_gateway;

-- Endpoints of webhooks for which a message is due that nobody has taken.
create function due_webhook_endpoints(at timestamptz) returns table (of_tenant uuid, endpoint_id uuid)
  language plpgsql volatile
  as $$
  declare
    region uuid;
  begin
    foreach region in array array(select tenant_id from tenant order by tenant_id) loop
      perform set_config('app.tenant', region::text, true);
      return query
        select region, endpoint.id from webhook_endpoint as endpoint
        where endpoint.tenant_id = region and endpoint.state = 'ACTIVE' and exists (
          select from webhook_delivery as delivery
          where delivery.tenant_id = region and delivery.endpoint_id = endpoint.id and delivery.state = 'PENDING'
            and delivery.due_at <= at and coalesce(delivery.claimed_until, '-infinity') <= at)
        order by endpoint.id;
    end loop;
    perform set_config('app.tenant', '', true);
  end
  $$;
revoke all on function due_webhook_endpoints(timestamptz) from public;
grant execute on function due_webhook_endpoints(timestamptz) to kinerja_gateway;
