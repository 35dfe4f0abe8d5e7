import { ActionIcon, Kbd, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconDots, IconLogout, IconMoon, IconPlugConnectedX, IconSearch, IconSun, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useServer } from '../queries/live';
import { useLogout, useSession } from '../queries/session';
import { Broken } from './Broken';
import { lazily } from './lazily';
import { places } from './places';
import classes from './Shell.module.css';

const Palette = lazily(async () => (await import('./Palette')).default);

const TABS = 4;

/** The frame around every page: where one can go, on the left or, on a phone, at the bottom. */
export function Shell() {
  const { pathname } = useLocation();
  const [asked, setAsked] = useState(0);
  const find = () => setAsked((times) => times + 1);
  useHotkeys([['mod+K', find]], []);
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <nav className={classes.rail} aria-label="Main">
        <NavLink to="/" className={classes.brand} aria-label="Signalbox, to the start">
          <img src="/signalbox.svg" alt="" width={22} height={22} />
          <span>Signalbox</span>
        </NavLink>
        <UnstyledButton className={classes.search} onClick={find} aria-label="Find a page, runbook or run">
          <IconSearch size={14} aria-hidden />
          <span>Find…</span>
          <Kbd size="xs">Ctrl K</Kbd>
        </UnstyledButton>
        <div className={classes.links}>
          {places.map(({ to, label, icon: Mark }) => (
            <NavLink key={to} to={to} end={to === '/'} className={classes.link}>
              <Mark size={16} stroke={1.7} aria-hidden />
              <span>{label}</span>
            </NavLink>
          ))}
        </div>
        <div className={classes.foot}>
          <Person />
        </div>
      </nav>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Connection />
        <Broken key={pathname}>
          <Outlet />
        </Broken>
      </main>
      <nav className={classes.tabs} aria-label="Main">
        {places.slice(0, TABS).map(({ to, label, icon: Mark }) => (
          <NavLink key={to} to={to} end={to === '/'} className={classes.tab}>
            <Mark size={20} stroke={1.6} aria-hidden />
            <span>{label}</span>
          </NavLink>
        ))}
        <Menu position="top-end" width={200}>
          <Menu.Target>
            <UnstyledButton className={classes.tab} data-current={places.slice(TABS).some(({ to }) => pathname.startsWith(to)) || undefined}>
              <IconDots size={20} stroke={1.6} aria-hidden />
              <span>More</span>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconSearch size={16} />} onClick={find}>
              Find…
            </Menu.Item>
            {places.slice(TABS).map(({ to, label, icon: Mark }) => (
              <Menu.Item key={to} component={NavLink} to={to} leftSection={<Mark size={16} />}>
                {label}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <PersonItems />
          </Menu.Dropdown>
        </Menu>
      </nav>
      {asked > 0 && <Palette asked={asked} />}
    </div>
  );
}

/** Says so when the server went away or cannot work; what is shown stays, and goes on afterwards. */
function Connection() {
  const server = useServer();
  return (
    <div role="status">
      {server !== 'works' && (
        <p className={classes.cut}>
          <IconPlugConnectedX size={16} aria-hidden />
          {server === 'silent' ? 'Signalbox does not answer.' : 'Signalbox cannot work now: its database is away, or it is being restarted.'} What you see
          may be old; it goes on by itself afterwards.
        </p>
      )}
    </div>
  );
}

function Person() {
  const { data: me } = useSession();
  return (
    <Menu position="top-start" width={200}>
      <Menu.Target>
        <UnstyledButton className={classes.link} aria-label={`You are ${me?.name ?? 'nobody'}: menu`}>
          <IconUser size={16} stroke={1.7} aria-hidden />
          <span className="clip">{me?.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <PersonItems />
      </Menu.Dropdown>
    </Menu>
  );
}

function PersonItems() {
  const logout = useLogout();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>Appearance</Menu.Label>
      <div className={classes.schemes}>
        <ActionIcon variant={colorScheme === 'light' ? 'light' : 'subtle'} color={colorScheme === 'light' ? 'iris' : 'gray'} aria-label="Light" aria-pressed={colorScheme === 'light'} onClick={() => setColorScheme('light')}>
          <IconSun size={16} />
        </ActionIcon>
        <ActionIcon variant={colorScheme === 'dark' ? 'light' : 'subtle'} color={colorScheme === 'dark' ? 'iris' : 'gray'} aria-label="Dark" aria-pressed={colorScheme === 'dark'} onClick={() => setColorScheme('dark')}>
          <IconMoon size={16} />
        </ActionIcon>
        <button type="button" className={classes.auto} aria-pressed={colorScheme === 'auto'} onClick={() => setColorScheme('auto')}>
          As the system
        </button>
      </div>
      <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => logout.mutate()}>
        Log out
      </Menu.Item>
    </>
  );
}
