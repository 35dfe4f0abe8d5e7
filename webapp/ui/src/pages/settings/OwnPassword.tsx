import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { Failed } from '../../api/problem';
import { Refusal } from '../../components/Feedback';
import { useOwnPassword } from '../../queries/session';
import classes from './Settings.module.css';

/** A button that turns into the form for a new password of one's own. */
export function OwnPassword({ name }: { name: string }) {
  const changing = useOwnPassword();
  const [open, setOpen] = useState(false);
  const [present, setPresent] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const close = () => {
    setOpen(false);
    setPresent('');
    setPassword('');
    setAgain('');
  };
  if (!open) {
    return (
      <>
        <Button
          variant="default"
          onClick={() => {
            changing.reset();
            setOpen(true);
          }}
        >
          Change your password…
        </Button>
        <span role="status" className={classes.said}>
          {changing.isSuccess && 'Your password was changed; every other login with the old one has ended.'}
        </span>
      </>
    );
  }
  const findings = changing.error instanceof Failed ? (changing.error.problem?.findings ?? []) : [];
  const refused = findings.filter((f) => f.pointer === '/password').map((f) => f.message).join(' ') || undefined;
  const differs = again !== '' && !password.startsWith(again) && again !== password;
  return (
    <form
      className={classes.form}
      aria-label="Change your password"
      onSubmit={(event) => {
        event.preventDefault();
        changing.mutate({ present, password }, { onSuccess: close });
      }}
    >
      {/* Tells a password manager whose they are. */}
      <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />
      <PasswordInput label="Present password" autoComplete="current-password" value={present} onChange={(e) => setPresent(e.currentTarget.value)} required withAsterisk={false} data-autofocus autoFocus />
      <PasswordInput label="New password" description="At least 10 characters." autoComplete="new-password" value={password} onChange={(e) => setPassword(e.currentTarget.value)} error={refused} required withAsterisk={false} />
      <PasswordInput label="New password, again" autoComplete="new-password" value={again} onChange={(e) => setAgain(e.currentTarget.value)} error={differs && 'This is not the same.'} required withAsterisk={false} />
      {!refused && <Refusal error={changing.error} />}
      <div className={classes.buttons}>
        <Button type="submit" loading={changing.isPending} disabled={!present || !password || password !== again}>
          Change it
        </Button>
        <Button variant="default" onClick={close}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
