-- What a result was decided on: a measure that is corrected later must not move a figure that somebody has been given.
alter table appraisal add column decided_facts jsonb;
alter table appraisal add constraint appraisal_decided_facts_check check (decided_facts is null or decided_at is not null);
