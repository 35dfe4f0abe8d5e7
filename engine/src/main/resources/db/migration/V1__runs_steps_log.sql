-- Runs, steps and what they said. Runs on H2 and PostgreSQL alike. JSON is kept as text: it is read whole, by id.

create table sb_run (
  id            varchar(64) primary key,
  root_id       varchar(64) not null,
  parent_id     varchar(64),
  called        boolean not null,
  runbook       varchar(255) not null,
  version       integer not null,
  definition_id varchar(64) not null,
  -- OPEN while it goes on; running, waiting and needing attention follow from its steps
  state         varchar(20) not null,
  failed        boolean not null,
  outcome       varchar,
  inputs        varchar not null,
  outputs       varchar,
  business_key  varchar(255),
  started_by    varchar(255) not null,
  reason        varchar,
  started_at    timestamp with time zone not null,
  ended_at      timestamp with time zone,
  rolled_back   boolean not null
);
create index sb_run_newest on sb_run (called, started_at, id);
create index sb_run_runbook on sb_run (runbook, started_at, id);
create index sb_run_state on sb_run (state, started_at);
create index sb_run_root on sb_run (root_id);

create table sb_step (
  id                varchar(64) primary key,
  seq               bigint generated always as identity,
  run_id            varchar(64) not null,
  root_id           varchar(64) not null,
  runbook           varchar(255) not null,
  -- the wait state in Camunda; null for the undo of a step, which lives inside another step
  external_task_id  varchar(64),
  activity_instance varchar(64),
  element_id        varchar(255) not null,
  element_name      varchar(255) not null,
  operation         varchar(255) not null,
  effect            varchar(10) not null,
  policy            varchar not null,
  result_variable   varchar(255),
  host              varchar(255),
  state             varchar(20) not null,
  -- the lease: which node works on it, and how often it has changed hands (the fence)
  node              varchar(64),
  lease_version     integer not null,
  -- whether its thread has ended, so that what it left can be judged
  settled           boolean not null,
  -- whether apply may have been called
  begun             boolean not null,
  attempts          integer not null,
  -- attempts that do not count against the policy, because somebody asked for a retry since
  forgiven          integer not null,
  retry_at          timestamp with time zone,
  input             varchar not null,
  output            varchar,
  checkpoint        varchar,
  error_code        varchar(255),
  error_message     varchar,
  progress          varchar,
  share             double precision,
  undo              varchar(20) not null,
  undo_of           varchar(64),
  undo_in           varchar(64),
  created_at        timestamp with time zone not null,
  changed_at        timestamp with time zone not null,
  ended_at          timestamp with time zone
);
create index sb_step_root on sb_step (root_id, seq);
create index sb_step_run on sb_step (run_id, seq);
create index sb_step_node on sb_step (node, state);
create index sb_step_unsettled on sb_step (settled, node);

create table sb_attempt (
  step_id       varchar(64) not null,
  number        integer not null,
  started_at    timestamp with time zone not null,
  ended_at      timestamp with time zone not null,
  node          varchar(64) not null,
  outcome       varchar(20) not null,
  error_code    varchar(255),
  error_message varchar,
  retry_at      timestamp with time zone,
  primary key (step_id, number)
);

-- Lines of the timeline that follow from nothing else: notes of steps and acts of people.
create table sb_note (
  id      bigint generated always as identity primary key,
  run_id  varchar(64) not null,
  root_id varchar(64) not null,
  step_id varchar(64),
  time    timestamp with time zone not null,
  kind    varchar(20) not null,
  title   varchar not null,
  text    varchar,
  actor   varchar(255)
);
create index sb_note_root on sb_note (root_id, id);

create table sb_log (
  id      bigint generated always as identity primary key,
  run_id  varchar(64) not null,
  root_id varchar(64) not null,
  step_id varchar(64) not null,
  time    timestamp with time zone not null,
  level   varchar(5) not null,
  host    varchar(255),
  text    varchar not null
);
create index sb_log_root on sb_log (root_id, id);

create table sb_idempotency (
  actor      varchar(255) not null,
  token      varchar(255) not null,
  content    varchar(64) not null,
  run_id     varchar(64),
  created_at timestamp with time zone not null,
  primary key (actor, token)
);

create table sb_node (
  id          varchar(64) primary key,
  started_at  timestamp with time zone not null,
  lease_until timestamp with time zone not null
);
