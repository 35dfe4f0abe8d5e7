-- Who may log in, beside those of the configuration: each with all that is kept of them, as JSON.
create table sb_user (
  name    varchar(255) primary key,
  account varchar not null
);

-- Goes up with every change of sb_user, so that nodes see that there was one. Who changes users changes this row first, so that one waits for the other.
create table sb_user_change (
  version bigint not null
);
insert into sb_user_change (version) values (0);
