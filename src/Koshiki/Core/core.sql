-- What stands in core's database beside the tables of the model. Run by the owner after every migration; may be run again and again.

-- The only way in which the content of a log entry goes: by a named rule, leaving a trace of its own.
create or replace function activity_log.erase(entry uuid, rule text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from activity_log.content where entry_id = entry;
  if not found then
    raise exception 'The entry % has no content to erase.', entry;
  end if;
  insert into activity_log.erasure (entry_id, rule, at) values (entry, rule, now());
end $$;
revoke all on function activity_log.erase(uuid, text) from public;
grant execute on function activity_log.erase(uuid, text) to koshiki_core;
revoke insert on activity_log.erasure from koshiki_core;

-- Wakes whoever waits for a table's rows; the table is what counts.
create or replace function exchange.ring() returns trigger language plpgsql as $$
begin
  perform pg_notify(tg_argv[0], '');
  return null;
end $$;
create or replace trigger ring after insert on exchange.outgoing_order for each statement execute function exchange.ring('outgoing_order');
create or replace trigger ring after insert on exchange.incoming_report for each statement execute function exchange.ring('incoming_report');
create or replace trigger ring after insert on outbox.message for each statement execute function exchange.ring('outbox_message');
create or replace trigger ring after insert on work.outgoing_mail for each statement execute function exchange.ring('outgoing_mail');
