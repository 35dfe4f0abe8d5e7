-- Steps that were cancelled while a node worked on them, until its thread has ended. Nearly always empty, so that looking each second costs
-- nothing however many steps are parked.
create table sb_stopping (
  step_id varchar(64) primary key,
  node    varchar(64)
);
insert into sb_stopping (step_id, node) select id, node from sb_step where state = 'CANCELLED' and settled = false;
drop index sb_step_unsettled;

-- What dead nodes held is found by their rows.
insert into sb_node (id, started_at, lease_until)
  select distinct s.node, current_timestamp - interval '1' hour, current_timestamp - interval '1' hour from sb_step s
  where s.state in ('WORKING', 'RETRYING') and s.node is not null and not exists (select 1 from sb_node n where n.id = s.node);

-- Why a run cannot go on by itself, other than by one of its steps.
create table sb_stuck (
  run_id     varchar(64) not null,
  root_id    varchar(64) not null,
  code       varchar(64) not null,
  element_id varchar(255) not null,
  message    varchar not null,
  since      timestamp with time zone not null,
  primary key (run_id, code, element_id)
);
create index sb_stuck_root on sb_stuck (root_id);
