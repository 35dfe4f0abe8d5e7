import { Button, Select, TextInput } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { TokenView } from '../../api/client';
import { Empty, Failure, Loading, Refusal } from '../../components/Feedback';
import { Section } from '../../components/Page';
import { Time } from '../../components/Time';
import { addToken, revokeToken, useUserAct } from '../../mutations/users';
import { useSession } from '../../queries/session';
import { useTokens, useUsers } from '../../queries/users';
import { Secret } from './Secret';
import classes from './Settings.module.css';

const LASTS = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: '', label: 'for ever' },
];

/** What programs send to be somebody. */
export default function Tokens() {
  const tokens = useTokens();
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title="Tokens"
      aside={
        !adding && (
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            Make a token
          </Button>
        )
      }
    >
      {adding && <Add onClose={() => setAdding(false)} />}
      {tokens.error && !tokens.data ? (
        <Failure error={tokens.error} what="The tokens cannot be shown" retry={tokens.refetch} />
      ) : !tokens.data ? (
        <Loading rows={2} />
      ) : tokens.data.length === 0 ? (
        <Empty icon={IconKey} title="There is no token">
          A program sends one as <span className="mono">Authorization: Bearer …</span> and may then do what its user may.
        </Empty>
      ) : (
        <ul className={classes.rows} aria-label="Tokens">
          {tokens.data.map((token) => (
            <Token key={token.id} token={token} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Token({ token }: { token: TokenView }) {
  const [asked, setAsked] = useState(false);
  const revoking = useUserAct(revokeToken);
  const name = token.name || 'without a name';
  return (
    <li className={classes.row} data-disabled={token.expired || undefined}>
      <div className={classes.who}>
        <span className={classes.name}>{name}</span>
        {token.expired && <span className={classes.tag}>expired</span>}
        <div className="dim">
          for {token.user}
          {token.createdAt && (
            <>
              , made <Time at={token.createdAt} />
            </>
          )}
          {token.createdBy && ` by ${token.createdBy}`}
          {token.configured && ', in the configuration'}
        </div>
      </div>
      <div className="dim">
        {token.expiresAt ? (
          <>
            {token.expired ? 'expired' : 'until'} <Time at={token.expiresAt} />
          </>
        ) : (
          'for ever'
        )}
      </div>
      <div className={classes.menu}>
        {!token.configured && !asked && (
          <Button variant="default" onClick={() => setAsked(true)} aria-label={`Revoke ${name}`}>
            Revoke…
          </Button>
        )}
      </div>
      {asked && (
        <div className={classes.below}>
          <span>Programs that send it are refused from now on.</span>
          <Button color="red" loading={revoking.isPending} onClick={() => revoking.mutate(token.id)}>
            Revoke the token
          </Button>
          <Button variant="default" onClick={() => setAsked(false)}>
            Leave it
          </Button>
        </div>
      )}
      <div className={classes.wrong}>
        <Refusal error={revoking.error} />
      </div>
    </li>
  );
}

function Add({ onClose }: { onClose: () => void }) {
  const { data: me } = useSession();
  const users = (useUsers().data ?? []).filter((user) => user.origin !== 'CONFIGURATION').map((user) => user.name);
  const [user, setUser] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [lasts, setLasts] = useState('90');
  const adding = useUserAct(addToken);
  const chosen = user ?? (me && users.includes(me.name) ? me.name : (users[0] ?? null));
  if (adding.data) return <Secret what={`The token “${adding.data.token.name}” for ${adding.data.token.user}.`} value={adding.data.secret} onDone={onClose} />;
  return (
    <form
      className={classes.form}
      aria-label="Make a token"
      onSubmit={(event) => {
        event.preventDefault();
        adding.mutate({ user: chosen ?? '', name: name.trim(), ...(lasts && { expiresInDays: Number(lasts) }) });
      }}
    >
      <TextInput label="What it is for" placeholder="nightly backup" value={name} onChange={(e) => setName(e.currentTarget.value)} maxLength={100} required autoComplete="off" />
      <Select label="For whom" description="It may do what this user may." data={users} value={chosen} onChange={setUser} allowDeselect={false} />
      <Select label="How long it counts" data={LASTS} value={lasts} onChange={(value) => setLasts(value ?? '')} allowDeselect={false} />
      <Refusal error={adding.error} />
      <div className={classes.buttons}>
        <Button type="submit" loading={adding.isPending} disabled={!name.trim() || !chosen}>
          Make the token
        </Button>
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
