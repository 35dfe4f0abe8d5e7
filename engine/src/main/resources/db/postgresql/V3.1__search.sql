-- What `q` of the list of runs looks for, by its groups of three letters. Where the extension cannot be had, searching goes on without it,
-- slower the more runs there are.
do $$
begin
  create extension if not exists pg_trgm;
  create index sb_run_search_inputs on sb_run using gin (lower(inputs) gin_trgm_ops);
  create index sb_run_search_business_key on sb_run using gin (lower(business_key) gin_trgm_ops) where business_key is not null;
exception when others then
  raise warning 'No index for searching runs: %', sqlerrm;
end $$;
