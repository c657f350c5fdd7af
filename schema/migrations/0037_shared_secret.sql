-- What several gateways on one database know together, and nobody else: made by the first that needs it, never changed.

create table shared_secret (
  use    text primary key,
  secret bytea not null check (octet_length(secret) = 32)
);
grant select, insert on shared_secret to kinerja_gateway;
