-- A step waits as an activity of its own, found by its activity instance; no external task stands beside it.
alter table sb_step drop column external_task_id;

-- When the attempt began that completed the step: it has no row in sb_attempt, which holds those that did not.
alter table sb_step add column worked_from timestamp with time zone;
