-- Who rates whom, and what other systems measured of an employee.

-- Who rates an employee on a day: whoever the assignment names, else the holder of the post that heads the unit. The head
-- himself, and everybody in a unit whose head is vacant, is rated by the head of the next unit above. Of two who head a
-- unit, whoever began last. Null at the top, and for somebody without a post on that day.
create function rater_of(of_tenant uuid, of_employee uuid, on_day date) returns uuid
  language sql stable
  as $$
  with recursive held as (
    select assignment.rater_id, case when post.heads_unit then unit.parent_id else unit.id end as from_unit
    from assignment
    join post on post.tenant_id = assignment.tenant_id and post.id = assignment.post_id
    join unit on unit.tenant_id = post.tenant_id and unit.id = post.unit_id
    where assignment.tenant_id = of_tenant and assignment.employee_id = of_employee
      and assignment.starts_on <= on_day and coalesce(assignment.ends_on, 'infinity') >= on_day
    order by assignment.starts_on desc, assignment.id
    limit 1
  ), above as (
    select unit.id, unit.parent_id, 1 as distance
    from held join unit on unit.tenant_id = of_tenant and unit.id = held.from_unit
    where held.rater_id is null
    union all
    select unit.id, unit.parent_id, above.distance + 1
    from above join unit on unit.tenant_id = of_tenant and unit.id = above.parent_id
  ) cycle id set repeats using path
  select coalesce(
    (select rater_id from held),
    (
      select assignment.employee_id
      from above
      join post on post.tenant_id = of_tenant and post.unit_id = above.id and post.heads_unit
      join assignment on assignment.tenant_id = of_tenant and assignment.post_id = post.id
      where assignment.starts_on <= on_day and coalesce(assignment.ends_on, 'infinity') >= on_day
        and assignment.employee_id <> of_employee
      order by above.distance, assignment.starts_on desc, assignment.id
      limit 1
    )
  )
  $$;

-- What another system measured of an employee in a month: days present of working days (key `attendance`), or any
-- measure that a policy names.
create table measurement (
  tenant_id   uuid not null,
  employee_id uuid not null,
  key         text not null check (key <> ''),
  month       text not null check (month ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
  numerator   numeric not null check (numerator >= 0),
  denominator numeric not null check (denominator > 0),
  batch_id    uuid not null,
  primary key (tenant_id, employee_id, key, month),
  foreign key (tenant_id, employee_id) references employee (tenant_id, id),
  foreign key (tenant_id, batch_id) references import_batch (tenant_id, id)
);
call isolate_by_tenant('measurement');

grant select, insert, update on measurement to kinerja_gateway;
