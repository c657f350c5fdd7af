-- Kinerja on several database machines: Citus 12.1 or 13, every region's rows together on one of them.
--
-- NEVER RUN: there is no Citus where Kinerja is made. What follows was checked statically: against the migrated catalogue
-- (test/contract/distribution.test.ts), against every statement of the gateway (test/shards), and against the documentation and the
-- sources of Citus. Try it on a copy first. docs/operations.md tells when this is needed at all (nearly never), and what has to be
-- changed in the gateway before; docs/decisions/0055-citus.md tells why it is so.
--
-- Once, after the migrations, with all gateways stopped, on the coordinator, as a superuser (nobody else may copy rows into tables with
-- row level security). Each line is a transaction of its own; after a failure, go on with the line that failed:
--
--   psql -v ON_ERROR_STOP=1 -f schema/citus/distribute.sql kinerja
--
-- Before, on every node: `shared_preload_libraries = 'citus'`, `create extension citus`; on the coordinator citus_set_coordinator_host,
-- and citus_add_node for each worker. The roles kinerja_owner and kinerja_gateway must be there on every node and may log in there:
-- Citus connects to a worker as the role that asks, also where the gateway took it on (`role=kinerja_gateway`).

-- Published figures and boards are kept by triggers that look at their own row alone, which is safe on a shard. Citus takes no trigger on a
-- distributed table otherwise. To stay, on every node: alter system set citus.enable_unsafe_triggers = on; select pg_reload_conf();
set citus.enable_unsafe_triggers = on;

-- Functions

-- Policies, statements and triggers call them on the workers. Those of these that Citus has distributed on its own it only remarks upon.
select create_distributed_function('current_tenant()');
select create_distributed_function('add_counts(integer[],integer[])');
select create_distributed_function('sum_counts(integer[])');
select create_distributed_function('duration_class(double precision)');
select create_distributed_function('seconds_of_class(integer)');
select create_distributed_function('keep_published()');
-- `rater_of` reads tables of tenants, so it runs on the coordinator; `make_feedback_months` and `isolate_by_tenant` change tables there.

-- Reference tables: whole on every node

-- They lead to the region before one is known, with keys that are unique over all regions (code, receipt prefix; issuer and audience),
-- and the tables of all regions refer to `tenant`.
select create_reference_table('tenant');
select create_reference_table('identity_provider');

-- Local tables: on the coordinator alone, as ordinary tables. Nothing is to be done for them.
--
-- local: readiness_probe
-- local: shared_secret
-- local schema: kinerja_job, the queue of the jobs of a day
-- local schema: kinerja_migration, which migrations were run
-- local schema: kinerja_detached, months of ratings that were taken away (docs/operations.md)

-- Distributed tables: a region's rows of all of them on one node

-- Each after those that it refers to: Citus takes a foreign key to a reference table, or to a distributed one of the same group with
-- `tenant_id` in the same place. Policies, enabled and forced row level security, indexes, rights and triggers go along to the shards.
-- Of `feedback` its months and the default partition go along; a month that the work of a day makes later is distributed as it is attached.
select create_distributed_table('unit', 'tenant_id', colocate_with => 'none');
select create_distributed_table('questionnaire', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('service', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('benchmark_entry', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('embed_site', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('visit_code', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('receipt_key', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('device', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('import_batch', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('receipt', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('visit_code_use', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('feedback', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('source_key', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('ticket_policy', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('retention_policy', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('retention_run', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('visit_process', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('visit', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('visit_month', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('visit_tally', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('tally', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('recap', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('period_closure', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('figure', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('respondent_group', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('service_user_group', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('office_network', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('figure_exclusion', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('board', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('board_entry', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('used_challenge', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('audit_event', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('audit_seal', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('audit_root', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('employee', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('ticket', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('ticket_entry', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('public_reply', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('forum_topic', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('forum_post', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('figure_objection', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('figure_objection_decision', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('rating_exclusion', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('rating_alarm', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('excluded_rating', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('measurement', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('past_result', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('post', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('post_competency', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('assignment', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('role_grant', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('delegation', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('holiday', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('appraisal_policy', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('goal', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('appraisal_cycle', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('organisation_achievement', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('appraisal', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('indicator', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('assessment', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('evaluation_team', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('feedback_note', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('discussion', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('objection', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('portal_key', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('api_client', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('revoked_token', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('recognition', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('guidance', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('guidance_action', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('meeting', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('meeting_participant', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('meeting_decision', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('workshop', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('workshop_unit', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('workshop_participant', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('workshop_note', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('training', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('activity', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('performance_report', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('contribution', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('improvement', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('reminder', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('webhook_endpoint', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('webhook_secret', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('webhook_delivery', 'tenant_id', colocate_with => 'unit');
select create_distributed_table('webhook_attempt', 'tenant_id', colocate_with => 'unit');

-- Regions that are much larger than others can have a shard, and then a node, of their own:
--
--   select isolate_tenant_to_new_shard('unit', '<tenant_id>', 'CASCADE');
