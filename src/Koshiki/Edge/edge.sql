-- What stands in edge's database beside the tables of the model. Run by the owner after every migration; may be run again and again.

-- Wakes whoever waits for a table's rows; the table is what counts.
create or replace function edge_exchange.ring() returns trigger language plpgsql as $$
begin
  perform pg_notify(tg_argv[0], '');
  return null;
end $$;
create or replace trigger ring after insert on edge_exchange.incoming_order for each statement execute function edge_exchange.ring('incoming_order');
create or replace trigger ring after insert on edge_exchange.outgoing_report for each statement execute function edge_exchange.ring('outgoing_report');
create or replace trigger ring after insert on edge_friends.inbox for each statement execute function edge_exchange.ring('friend_inbox');
create or replace trigger ring after update on edge_segments.friend_register for each statement execute function edge_exchange.ring('friend_change');
