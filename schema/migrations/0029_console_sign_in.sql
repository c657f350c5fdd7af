-- What a provider of single sign-on is asked for by the staff console (OpenID Connect Core 1.0, 3.1.2.1: "openid" must be in it);
-- null for one that the console does not offer.
alter table identity_provider add column console_scope text check (console_scope ~ '(^| )openid( |$)');
