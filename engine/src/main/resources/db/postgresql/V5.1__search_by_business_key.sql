-- On all rows: PostgreSQL does not use what it knows of an index on a part of them to tell how many a text will find, takes a rare text for a
-- frequent one, and goes through the list instead. Without the extension there is nothing to do, as before.
do $$
begin
  drop index if exists sb_run_search_business_key;
  create index sb_run_search_business_key on sb_run using gin (lower(business_key) gin_trgm_ops);
  analyze sb_run;
exception when others then
  raise warning 'No index for searching runs: %', sqlerrm;
end $$;
