-- The app or site of the region that a report is about, as the office says: what was said of one is its backlog.

alter table ticket add column digital_service text check (digital_service <> '');
