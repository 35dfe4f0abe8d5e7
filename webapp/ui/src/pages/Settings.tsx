import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { Page, Section } from '../components/Page';
import { useSession } from '../queries/session';
import classes from './Settings.module.css';

/** Who one is here, and where the rest is. */
export default function Settings() {
  const { data: me } = useSession();
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
      <Section title="Users and tokens">
        <p className={classes.part}>
          Users stand in the configuration under <span className="mono">signalbox.security.users</span>, with hashed passwords, roles and hashes of their tokens; the first start makes{' '}
          <span className="mono">admin</span>, whose token is in <span className="mono">admin.token</span> in the data folder. Programs send a token as <span className="mono">Authorization: Bearer …</span>
        </p>
      </Section>
      <Section title="About">
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
