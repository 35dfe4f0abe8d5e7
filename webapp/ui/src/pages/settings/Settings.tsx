import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { Loading } from '../../components/Feedback';
import { lazily } from '../../components/lazily';
import { Page, Section } from '../../components/Page';
import { useMay, useSession } from '../../queries/session';
import { OwnPassword } from './OwnPassword';
import classes from './Settings.module.css';

const Users = lazily(async () => (await import('./Users')).default, <Loading rows={8} />);
const Tokens = lazily(async () => (await import('./Tokens')).default);

/** Who one is here, and where the rest is. */
export default function Settings() {
  const { data: me } = useSession();
  const may = useMay();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Page title="Settings">
      <Section title="You">
        <dl className={classes.facts}>
          <dt>Name</dt>
          <dd>{me?.name}</dd>
          <dt>Roles</dt>
          <dd>{me?.roles.map((role) => role.toLowerCase()).join(', ')}</dd>
        </dl>
        {me && (
          <div className={classes.part}>
            {me.ownPassword ? (
              <OwnPassword name={me.name} />
            ) : (
              <span className="dim">Your user stands in the configuration (signalbox.security.users); the password is changed there.</span>
            )}
          </div>
        )}
      </Section>
      <Section title="Appearance">
        <div className={classes.part}>
          <SegmentedControl
            aria-label="Appearance"
            value={colorScheme}
            onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
            data={[
              { value: 'auto', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </div>
      </Section>
      {may.administer ? (
        <>
          <Users />
          <Tokens />
        </>
      ) : (
        <Section title="Users and tokens">
          <p className={classes.part}>Administrators add users, set roles and passwords, and make tokens for programs.</p>
        </Section>
      )}
      <Section title="About">
        <p className={classes.part}>
          Signalbox <span className="mono">{__VERSION__}</span>
        </p>
        <ul className={classes.links}>
          <li>
            <a href="/swagger-ui">The API, to read and to try</a>
          </li>
          <li>
            <a href="/v3/api-docs">Its description (OpenAPI)</a>
          </li>
          <li>
            <a href="/actuator/health">Health</a>
          </li>
        </ul>
        <p className="dim">Signalbox is free software under the Apache License 2.0. Diagrams are drawn with bpmn-js by bpmn.io.</p>
      </Section>
    </Page>
  );
}
