import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Refusal } from '../components/Feedback';
import { useLogin } from '../queries/session';
import classes from './Login.module.css';

export function Login({ again = false }: { again?: boolean }) {
  const login = useLogin();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  useEffect(() => {
    document.title = 'Log in · Signalbox';
  }, []);
  return (
    <main className={classes.page}>
      <form
        className={classes.form}
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          login.mutate({ name, password });
        }}
      >
        <img src="/signalbox.svg" alt="" width={36} height={36} />
        <h1>{again ? 'Log in again' : 'Log in to Signalbox'}</h1>
        {again && <p className="dim">Your login ended. What you were doing is still there.</p>}
        <TextInput
          label="Name"
          name="username"
          autoComplete="username"
          size="sm"
          required
          withAsterisk={false}
          data-autofocus
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Refusal error={login.error} />
        <Button type="submit" size="sm" loading={login.isPending}>
          Log in
        </Button>
        <p className={`dim ${classes.hint}`}>
          The first start shows the password of <span className="mono">admin</span> in the terminal.
        </p>
      </form>
    </main>
  );
}
