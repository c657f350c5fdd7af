-- A form that is sent again publishes once: by the key that its client made before the first attempt.

alter table public_reply add column submission_key uuid;
alter table public_reply add unique (tenant_id, submission_key);
