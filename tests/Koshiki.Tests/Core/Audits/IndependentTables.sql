-- Tables 5 to 18 of the built-in programme, counted from the stored rows alone and with nothing of the program.
-- DemonstrationTablesTests compares each cell of the live tables with it. By hand: psql -v day=2026-11-21 -f IndependentTables.sql, as the role koshiki_owner.
with
at as (select date :'day' as today),
-- Accounts in use, and the office that answers for each.
held as (
  select a.id, a.key, a.platform, a.opened_on, p.office
  from at, accounts.account a join accounts.account_period p on p.account = a.id
  where p."from" <= today and coalesce(p.last, today) >= today and p.state not in ('InConsultation', 'Retired')),
visited as (select distinct office from held),

-- Table 5. An office knows the guideline when its head has read it since it was last asked for, or may still take his time.
published as (select v.* from guidelines.version v, at where v.state = 'Published' and v."from" <= today),
first_version as (select min("from") as day from published),
term as (
  select coalesce((
    select (parameter ->> 'value')::int
    from published v, jsonb_path_query(v.clauses, '$.** ? (exists (@.controls[*] ? (@.key == "guideline-acknowledged"))).parameters[*] ? (@.key == "days")') parameter
    order by v.number desc limit 1), 30) as days),
asked as (
  select o.office, v."from" as since from visited o, published v
  union select o.office, t.recorded_on from at, first_version f, visited o, guidelines.platform_terms t
    where t.is_change and t.recorded_on > f.day and t.recorded_on <= today and exists (select 1 from held h where h.office = o.office and h.platform = t.platform)
  union select o.office, april::date from at, first_version f, visited o, generate_series(make_date(extract(year from f.day)::int, 4, 1), today, interval '1 year') april where april::date > f.day
  union select p.office, max(p."from") from at, first_version f, organizations.posting p
    where p.duty = 'Head' and p."from" <= today and coalesce(p.last, today) >= today group by p.office, f.day having max(p."from") > f.day),
last_read as (select k.office, max(k.day) as day from at, guidelines.acknowledgement k where k.office is not null and k.day <= today group by k.office),
own_rules as (
  select o.office from at, visited o where exists (
    select 1 from guidelines.own_rulebook b where b."from" <= today and coalesce(b.last, today) >= today and (b.office = o.office or b.division in (
      select p.division from organizations.office_period p where p.office = o.office and p."from" <= today and coalesce(p.last, today) >= today)))),
table5 as (
  select o.office, case
    when o.office in (select office from own_rules) then 'own-rules'
    when r.day is not null and not exists (select 1 from asked s, term where s.office = o.office and s.since > r.day and s.since + term.days < today) then 'known'
    else 'unknown' end as said
  from at, visited o left join last_read r on r.office = o.office),

-- Table 6. The earliest of an office's accounts, by fiscal years that begin in April; before 2014 is one group, from 2021 on another.
table6 as (
  select o.office, (select case when y < 2014 then 'H21-H25' when y < 2016 then 'H26-H27' when y < 2018 then 'H28-H29' when y < 2020 then 'H30-R1' when y = 2020 then 'R2' when y > 2020 then 'R3' else 'unknown' end
    from (select extract(year from min(h.opened_on) - interval '3 months') as y from held h where h.office = o.office) first) as said
  from visited o),

-- Table 7. The worst of an office's accounts counts.
duty as (select min(since) as since from opening.consultation_duty),
consulted as (
  select h.office, case
    when exists (select 1 from opening.consultation c where c.account = h.id and c.approved_at < (today + 1)::timestamp at time zone 'Asia/Tokyo' and c.state <> 'Withdrawn')
      or exists (select 1 from opening.earlier_record e where e.account = h.id and e.of = 'Consultation' and e.dated_on <= today) then 'yes'
    when h.opened_on < duty.since then 'exempt' else 'no' end as said
  from at, duty, held h),
table7 as (select office, case when bool_or(said = 'no') then 'no' when bool_or(said = 'yes') then 'yes' else 'exempt' end as said from consulted group by office),

-- Tables 8 to 10. A document approved here, or kept elsewhere and recorded.
document as (
  select d.account, d.kind from at, opening.document_version d where d.state = 'Approved' and d.approved_on <= today
  union select e.account, e.of from at, opening.earlier_record e where e.dated_on <= today),
disclosed as (
  select distinct on (d.account) d.account, d.is_disclosed from at, opening.policy_disclosure d where d.checked_on <= today order by d.account, d.checked_on desc, d.at desc),
papers as (
  select h.office,
    bool_and(exists (select 1 from document d where d.account = h.id and d.kind = 'UsagePolicy')) as usage_policy,
    bool_and(exists (select 1 from document d where d.account = h.id and d.kind = 'OperationManual')) as operation_manual,
    bool_and(exists (select 1 from document d where d.account = h.id and d.kind = 'AccountPolicy')) as account_policy,
    bool_and(exists (select 1 from document d where d.account = h.id and d.kind = 'AccountPolicy') and coalesce((select is_disclosed from disclosed d where d.account = h.id), false)) as is_disclosed
  from held h group by h.office),

-- Tables 11 and 14. As planned on the day.
planned as (select distinct on (w.account) w.account, w.interval, w.reported from at, monitoring.watch_period w where w."from" <= today order by w.account, w."from" desc),
table11 as (
  select h.office, (array['none', 'irregular', 'monthly', 'weekly', 'daily', 'twice-daily'])[min(case p.reported when 'TwiceDaily' then 6 when 'Daily' then 5 when 'Weekly' then 4 when 'Monthly' then 3 when 'Irregular' then 2 else 1 end)] as said
  from held h left join planned p on p.account = h.id group by h.office),
table14 as (
  select h.office, (array['none', 'irregular', 'monthly', 'weekly', 'daily'])[min(case p.interval when 'Daily' then 5 when 'Weekly' then 4 when 'Monthly' then 3 when 'Irregular' then 2 else 1 end)] as said
  from held h left join planned p on p.account = h.id group by h.office),

-- Table 12. By the latest attestation, and by any change of the last twelve months.
attested as (select distinct on (p.account) p.account, p.rules = 'All' or p.platform_limit is not null as mixed from at, custody.password_attestation p where p."on" <= today order by p.account, p."on" desc, p.id desc),
table12 as (
  select h.office, bool_and(coalesce(t.mixed, false)) as mixed,
    bool_and(exists (select 1 from custody.password_attestation p where p.account = h.id and p."on" <= today and p.changed_on between (today - interval '12 months')::date and today)) as changed
  from at, held h left join attested t on t.account = h.id group by h.office),

-- Table 13. Who is not connected to this system has nobody's approval that it knows of; who is, posts within a scope in force or with the head's word each time.
table13 as (
  select h.office, (array['none', 'pre-approved', 'each-post'])[min(case
    when a.connection = 'NotConnected' then 1
    when exists (select 1 from publishing.posting_scope s where s.state = 'InForce' and today between s.valid_from and s.expires_on and h.key = any (s.account_keys)) then 2
    else 3 end)] as said
  from at, held h join accounts.account a on a.id = h.id group by h.office),

-- Table 15. Somebody passed himself off as one of the office's accounts, within the year before the day.
table15 as (
  select h.office, case when bool_or(exists (
    select 1 from monitoring.look_alike l where l.imitates = h.id and l.state <> 'Dismissed' and l.found_on > (today - interval '1 year')::date and l.found_on <= today)) then 'yes' else 'no' end as said
  from at, held h group by h.office),

-- Tables 16 to 18. Contracts and basic agreements in force, by what their text says.
agreement as (
  select a.kind,
    exists (select 1 from contracts.clause c where c.agreement = a.id and c.kind = 'SecurityAndGuideline') as "16",
    exists (select 1 from contracts.clause c where c.agreement = a.id and c.kind = 'Copyright') as "17",
    exists (select 1 from contracts.clause c where c.agreement = a.id and c.kind = 'Logins' and (c.points = 'All' or c.points like '%AfterTheEnd%')) as "18"
  from at, contracts.agreement a where a.kind <> 'JointOperation' and a."from" <= today and coalesce(a.ended_on, a.last) >= today),
agreement_says as (
  select t, case when says then 'yes' else 'no' end as said, kind from agreement, lateral (values ('16', "16"), ('17', "17"), ('18', "18")) one (t, says)),

counted (t, r, c, n) as (
  select '5', r, 'offices', count(*) filter (where said = r or r = 'total') from unnest(array['known', 'unknown', 'own-rules', 'total']) r, table5 group by r
  union all select '6', r, 'offices', count(*) filter (where said = r or r = 'total') from unnest(array['H21-H25', 'H26-H27', 'H28-H29', 'H30-R1', 'R2', 'R3', 'total']) r, table6 group by r
  union all select '7', r, 'offices', count(*) filter (where said = r or r = 'total' or r = 'subtotal' and said <> 'exempt') from unnest(array['yes', 'no', 'subtotal', 'exempt', 'total']) r, table7 group by r
  union all select '8', r, 'offices', count(*) filter (where r = 'total' or usage_policy = (r = 'yes')) from unnest(array['yes', 'no', 'total']) r, papers group by r
  union all select '9', r, 'offices', count(*) filter (where r = 'total' or operation_manual = (r = 'yes')) from unnest(array['yes', 'no', 'total']) r, papers group by r
  union all select '10', r, c, count(*) filter (where (r = 'total' or account_policy = (r = 'exists')) and (c = 'offices' or is_disclosed = (c = 'disclosed')))
    from unnest(array['exists', 'none', 'total']) r, unnest(array['offices', 'disclosed', 'undisclosed']) c, papers where not (r = 'none' and c = 'disclosed') group by r, c
  union all select '11', r, 'offices', count(*) filter (where said = r or r = 'total') from unnest(array['twice-daily', 'daily', 'weekly', 'monthly', 'irregular', 'none', 'total']) r, table11 group by r
  union all select '12', r, c, count(*) filter (where (r = 'total' or mixed = (r = 'mixed')) and (c = 'offices' or changed = (c = 'changed_yearly')))
    from unnest(array['mixed', 'not_mixed', 'total']) r, unnest(array['offices', 'changed_yearly', 'not_changed_yearly']) c, table12 group by r, c
  union all select '13', 'offices', c, count(*) filter (where said = c or c = 'total' or c = 'subtotal' and said <> 'none')
    from unnest(array['each-post', 'pre-approved', 'subtotal', 'none', 'total']) c, table13 group by c
  union all select '14', 'offices', c, count(*) filter (where said = c or c = 'total' or c = 'subtotal' and said <> 'none')
    from unnest(array['daily', 'weekly', 'monthly', 'irregular', 'subtotal', 'none', 'total']) c, table14 group by c
  union all select '15', r, 'offices', count(*) filter (where said = r or r = 'total') from unnest(array['yes', 'no', 'total']) r, table15 group by r
  union all select t, r, c, count(*) filter (where (r = 'total' or said = r) and (c = 'total' or kind = case c when 'contract' then 'Outsourcing' else 'BasicAgreement' end))
    from unnest(array['yes', 'no', 'total']) r, unnest(array['contract', 'designated-manager', 'total']) c, agreement_says group by t, r, c),
-- What is the whole of each table's shares, and which column's parts they are of.
base (t, r, c) as (values ('5', 'total', 'offices'), ('6', 'total', 'offices'), ('7', 'subtotal', 'offices'), ('8', 'total', 'offices'), ('9', 'total', 'offices'), ('10', 'total', 'offices'), ('11', 'total', 'offices'), ('12', 'total', 'offices'),
  ('13', 'offices', 'total'), ('14', 'offices', 'total'), ('15', 'total', 'offices'), ('16', 'total', 'total'), ('17', 'total', 'total'), ('18', 'total', 'total')),
shared (t, r, c, said) as (
  select p.t, case when p.t in ('13', '14') then 'share' else p.r end, case when p.t in ('13', '14') then p.c else 'share' end,
    case when w.n = 0 or (p.t = '7' and p.r in ('exempt', 'total')) then '－' when p.n = w.n then '100' else to_char(round(100.0 * p.n / w.n, 1), 'FM990.0') end
  from base b join counted w on w.t = b.t and w.r = b.r and w.c = b.c join counted p on p.t = b.t and (p.c = b.c or b.t in ('13', '14')))
select t, r, c, to_char(n, 'FM999,990') as said from counted
union all select t, r, c, said from shared
union all values ('10', 'none', 'disclosed', '－')
order by t, r, c
