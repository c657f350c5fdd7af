-- Who rates whom, and what other systems measured of an employee.

-- Who rates an employee on a day: whoever the assignment names, else the holder of the post that heads the unit. The head
-- himself, and everybody in a unit whose head is vacant, is rated by the head of the next unit above. Of two who head a
-- unit, whoever began last. Null at the top, and for somebody without a post on that day. Step by step, because the head
-- is nearly always found at the first.
create function rater_of(of_tenant uuid, of_employee uuid, on_day date) returns uuid
  language plpgsql stable
  as $$
  declare
    named   uuid;
    at_unit uuid;
    head    uuid;
    passed  uuid[] := '{}';
  begin
    select assignment.rater_id, case when post.heads_unit then unit.parent_id else unit.id end into named, at_unit
    from assignment
    join post on post.tenant_id = assignment.tenant_id and post.id = assignment.post_id
    join unit on unit.tenant_id = post.tenant_id and unit.id = post.unit_id
    where assignment.tenant_id = of_tenant and assignment.employee_id = of_employee
      and assignment.starts_on <= on_day and coalesce(assignment.ends_on, 'infinity') >= on_day
    order by assignment.starts_on desc, assignment.id
    limit 1;
    if named is not null then
      return named;
    end if;
    while at_unit is not null and at_unit <> all (passed) loop
      select assignment.employee_id into head
      from post
      join assignment on assignment.tenant_id = post.tenant_id and assignment.post_id = post.id
      where post.tenant_id = of_tenant and post.unit_id = at_unit and post.heads_unit
        and assignment.starts_on <= on_day and coalesce(assignment.ends_on, 'infinity') >= on_day
        and assignment.employee_id <> of_employee
      order by assignment.starts_on desc, assignment.id
      limit 1;
      if head is not null then
        return head;
      end if;
      passed := passed || at_unit;
      select unit.parent_id into at_unit from unit where unit.tenant_id = of_tenant and unit.id = at_unit;
    end loop;
    return null;
  end
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
