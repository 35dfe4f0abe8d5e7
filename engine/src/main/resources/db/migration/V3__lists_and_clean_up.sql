-- Lists of runs by who started them; and by more than one state, which asks for the order of the list in the index.
create index sb_run_started_by on sb_run (started_by, started_at, id);
drop index sb_run_state;
create index sb_run_state on sb_run (state, started_at, id);

-- What is old enough to go.
create index sb_run_ended on sb_run (definition_id, ended_at);
create index sb_idempotency_run on sb_idempotency (run_id);

-- Whose turn it is to clean up.
create table sb_clean_up (
  id         integer primary key,
  node       varchar(64) not null,
  held_until timestamp with time zone not null
);
insert into sb_clean_up (id, node, held_until) values (1, 'nobody', current_timestamp);
