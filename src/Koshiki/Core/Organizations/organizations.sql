-- Every change of who may do what raises the number by which nodes know that what they keep in memory is old.
create or replace function organizations.raise_rights_version() returns trigger language plpgsql as $$
begin
  update organizations.rights_version set value = value + 1;
  return null;
end $$;
create or replace trigger rights after insert or update or delete on organizations.person for each statement execute function organizations.raise_rights_version();
create or replace trigger rights after insert or update or delete on organizations.posting for each statement execute function organizations.raise_rights_version();
create or replace trigger rights after insert or update or delete on organizations.deputyship for each statement execute function organizations.raise_rights_version();
create or replace trigger rights after insert or update or delete on organizations.office_period for each statement execute function organizations.raise_rights_version();
insert into organizations.rights_version (id, value) values (1, 1) on conflict do nothing;
