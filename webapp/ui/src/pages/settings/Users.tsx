import { Button, Menu, PasswordInput, TextInput } from '@mantine/core';
import { IconDots, IconKey, IconPlus, IconTrash, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { Role, UserView } from '../../api/client';
import { Failed } from '../../api/problem';
import { Failure, Loading, Refusal } from '../../components/Feedback';
import { count } from '../../components/format';
import { Section } from '../../components/Page';
import { Time } from '../../components/Time';
import { addUser, changeUser, removeUser, setPassword, useUserAct } from '../../mutations/users';
import { useSession } from '../../queries/session';
import { useUsers } from '../../queries/users';
import { Secret } from './Secret';
import classes from './Settings.module.css';

const ROLES: { role: Role; label: string; may: string }[] = [
  { role: 'VIEWER', label: 'Viewer', may: 'looks at everything' },
  { role: 'OPERATOR', label: 'Operator', may: 'starts runs and acts on them' },
  { role: 'MODELER', label: 'Modeler', may: 'deploys runbooks' },
  { role: 'ADMIN', label: 'Admin', may: 'everything, users included' },
];

/** Everybody who may log in, and what for. */
export default function Users() {
  const users = useUsers();
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title="Users"
      aside={
        !adding && (
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            Add a user
          </Button>
        )
      }
    >
      {adding && <Add onClose={() => setAdding(false)} />}
      {users.error && !users.data ? (
        <Failure error={users.error} what="The users cannot be shown" retry={users.refetch} />
      ) : !users.data ? (
        <Loading rows={3} />
      ) : (
        <ul className={classes.rows} aria-label="Users">
          {users.data.map((user) => (
            <User key={user.name} user={user} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function User({ user }: { user: UserView }) {
  const { data: me } = useSession();
  const [made, setMade] = useState<string | null>(null);
  const [removing, setRemoving] = useState(false);
  const changing = useUserAct(changeUser);
  const resetting = useUserAct(setPassword);
  const gone = useUserAct(removeUser);
  const configured = user.origin === 'CONFIGURATION';
  const toggle = (role: Role) => {
    const roles = user.roles.includes(role) ? user.roles.filter((other) => other !== role) : [...user.roles, role];
    // Everybody may look; a user without any other role has that one.
    changing.mutate({ name: user.name, roles: roles.length > 0 ? roles : ['VIEWER'] });
  };
  return (
    <li className={classes.row} data-disabled={user.disabled || undefined}>
      <div className={classes.who}>
        <span className={classes.name}>{user.name}</span>
        {user.name === me?.name && <span className={classes.tag}>you</span>}
        {user.disabled && <span className={classes.tag}>disabled</span>}
        <div className="dim">
          {[configured && 'in the configuration', user.tokens > 0 && count(user.tokens, 'token'), !user.hasPassword && 'no password'].filter(Boolean).join(' · ')}
          {user.createdAt && (
            <div>
              since <Time at={user.createdAt} />
            </div>
          )}
        </div>
      </div>
      <Roles of={user.name} chosen={user.roles} disabled={configured || changing.isPending} onToggle={toggle} />
      <div className={classes.menu}>
        {!configured && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="subtle" color="gray" aria-label={`What to do with ${user.name}`}>
                <IconDots size={16} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconKey size={14} />} onClick={() => resetting.mutate({ name: user.name }, { onSuccess: (set) => setMade(set.password ?? null) })}>
                Make a new password
              </Menu.Item>
              <Menu.Item leftSection={user.disabled ? <IconUserCheck size={14} /> : <IconUserOff size={14} />} onClick={() => changing.mutate({ name: user.name, disabled: !user.disabled })}>
                {user.disabled ? 'Enable' : 'Disable'}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={14} />} onClick={() => setRemoving(true)}>
                Remove…
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {removing && (
        <div className={classes.below}>
          <span>
            Remove {user.name}
            {user.tokens > 0 && ` and ${count(user.tokens, 'token')}`}? What was done in that name stays.
          </span>
          <Button color="red" loading={gone.isPending} onClick={() => gone.mutate(user.name)}>
            Remove {user.name}
          </Button>
          <Button variant="default" onClick={() => setRemoving(false)}>
            Leave it
          </Button>
        </div>
      )}
      {made && <Secret what={`The new password of ${user.name}; every login with the old one has ended.`} value={made} onDone={() => setMade(null)} />}
      <div className={classes.wrong}>
        <Refusal error={changing.error ?? resetting.error ?? gone.error} />
      </div>
    </li>
  );
}

function Roles({ of, chosen, disabled, onToggle }: { of: string; chosen: Role[]; disabled: boolean; onToggle: (role: Role) => void }) {
  return (
    <div className={classes.roles} role="group" aria-label={`Roles of ${of}`}>
      {ROLES.map(({ role, label, may }) => (
        <button key={role} type="button" className={classes.role} aria-pressed={chosen.includes(role)} disabled={disabled} title={`${label} ${may}`} onClick={() => onToggle(role)}>
          {label}
        </button>
      ))}
    </div>
  );
}

function Add({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [password, setGiven] = useState('');
  const [roles, setRoles] = useState<Role[]>(['VIEWER', 'OPERATOR']);
  const adding = useUserAct(addUser);
  const findings = adding.error instanceof Failed ? (adding.error.problem?.findings ?? []) : [];
  const at = (property: string) => findings.filter((f) => f.pointer === `/${property}`).map((f) => f.message).join(' ') || undefined;
  if (adding.data?.password) return <Secret what={`${adding.data.user.name} was added, with this password.`} value={adding.data.password} onDone={onClose} />;
  return (
    <form
      className={classes.form}
      aria-label="Add a user"
      onSubmit={(event) => {
        event.preventDefault();
        adding.mutate({ name: name.trim(), roles, ...(password && { password }) }, { onSuccess: (added) => !added.password && onClose() });
      }}
    >
      <TextInput label="Name" description="To log in with; runs and acts are signed with it." value={name} onChange={(e) => setName(e.currentTarget.value)} error={at('name')} required autoComplete="off" spellCheck={false} data-autofocus />
      <PasswordInput label="Password" description="Leave it empty, and one is made." value={password} onChange={(e) => setGiven(e.currentTarget.value)} error={at('password')} autoComplete="new-password" />
      <div>
        <div className={classes.label}>Roles</div>
        <Roles of="the new user" chosen={roles} disabled={false} onToggle={(role) => setRoles((now) => (now.includes(role) ? now.filter((r) => r !== role) : [...now, role]))} />
        <p className="dim">{ROLES.filter(({ role }) => roles.includes(role)).map(({ label, may }) => `${label} ${may}.`).join(' ') || 'Choose at least one.'}</p>
      </div>
      {!(at('name') ?? at('password')) && <Refusal error={adding.error} />}
      <div className={classes.buttons}>
        <Button type="submit" loading={adding.isPending} disabled={!name.trim() || roles.length === 0}>
          Add the user
        </Button>
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
