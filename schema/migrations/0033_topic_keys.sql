-- A topic that is sent again is opened once: by the key that its client made before the first attempt.

alter table forum_topic add column submission_key uuid;
alter table forum_topic add unique (tenant_id, submission_key);
