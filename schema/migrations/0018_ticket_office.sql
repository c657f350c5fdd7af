-- Who of the office has a ticket, where it went when nobody could help, and what of it is not shown to others.

alter table ticket
  add column assignee_id uuid,
  -- The unit above that was asked, when there was nobody in the unit itself who could help.
  add column escalated_unit_id uuid,
  -- Out of the inbox and of the figures, and never thrown away.
  add column spam_at timestamptz(3),
  -- Why the words that opened it are not shown; they stay in the feedback.
  add column hidden_reason text check (hidden_reason <> ''),
  add foreign key (tenant_id, assignee_id) references employee (tenant_id, id),
  add foreign key (tenant_id, escalated_unit_id) references unit (tenant_id, id);
create index ticket_tenant_id_assignee_id_idx on ticket (tenant_id, assignee_id);
create index ticket_tenant_id_escalated_unit_id_idx on ticket (tenant_id, escalated_unit_id);
create index ticket_tenant_id_unit_id_received_at_idx on ticket (tenant_id, unit_id, received_at);

alter table ticket_entry
  -- To whom it was handed; null for every other step, and when it was given back.
  add column assignee_id uuid,
  -- What the citizen said became of it, in the step in which he said it.
  add column outcome text check (outcome in ('FIXED', 'NOT_FIXED')),
  -- Why what was said in this step is not shown.
  add column hidden_reason text check (hidden_reason <> ''),
  add foreign key (tenant_id, assignee_id) references employee (tenant_id, id);
grant update (hidden_reason) on ticket_entry to kinerja_gateway;

update ticket_entry as entry
  set outcome = (
    select detail -> 'after' ->> 'outcome' from audit_event as event
    where event.tenant_id = entry.tenant_id and event.subject = entry.ticket_id::text and action = 'ticket.moved'
      and detail ->> 'move' = 'SAY_OUTCOME' and event.at = entry.at
    order by event.id limit 1
  )
  where move = 'SAY_OUTCOME';
