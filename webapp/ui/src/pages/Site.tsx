import { Tabs } from '@mantine/core';
import { IconServer, IconServerOff } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import type { Container, HostView, ProblemFinding } from '../api/client';
import { Failed } from '../api/problem';
import { Empty, Failure, Loading } from '../components/Feedback';
import { Page } from '../components/Page';
import { State } from '../components/State';
import { Time } from '../components/Time';
import type { Shown } from '../components/states';
import { runStates } from '../components/states';
import { useRunbooks } from '../queries/runbooks';
import { useRun } from '../queries/runs';
import { useHosts, useServices } from '../queries/site';
import classes from './Site.module.css';

/** What Signalbox looks after: what runs where, in which version, and which run made it. */
export default function Site() {
  const [params, setParams] = useSearchParams();
  const tab = params.get('tab') ?? 'services';
  return (
    <Page title="Site">
      <Tabs value={tab} onChange={(value) => setParams(value === 'hosts' ? { tab: 'hosts' } : {}, { replace: true })} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="services">Services</Tabs.Tab>
          <Tabs.Tab value="hosts">Hosts</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="services">
          <Services />
        </Tabs.Panel>
        <Tabs.Panel value="hosts">
          <Hosts />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Services() {
  const services = useServices();
  if (services.isPending) return <Loading />;
  if (services.error && !services.data) return <Failure error={services.error} what="The services cannot be shown" retry={services.refetch} />;
  const { items, siteFindings } = services.data;
  return (
    <>
      <Findings findings={siteFindings} />
      {items.length === 0 && (
        <Empty icon={IconServer} title="No service is known">
          Name it in <span className="mono">site.yaml</span> in the data folder. The file is read again whenever it changes.
        </Empty>
      )}
      {items.map((service) => {
        const versions = new Set(service.places.map((p) => p.container?.version ?? p.container?.image).filter(Boolean));
        return (
          <section key={service.name} className={classes.group}>
            <div className={classes.groupHead}>
              <h2>{service.name}</h2>
              <span className="dim mono">{service.image}</span>
              <span className="dim">on {service.hosts}</span>
              {versions.size > 1 && <State shown={{ ...runStates.NEEDS_ATTENTION, label: `${versions.size} versions at once` }} />}
            </div>
            {service.places.length === 0 && <p className="dim">No host has these labels.</p>}
            {service.places.length > 0 && (
              <table className={classes.table} aria-label={`Where ${service.name} runs`}>
                <thead>
                  <tr>
                    <th scope="col">Host</th>
                    <th scope="col">State</th>
                    <th scope="col">Version</th>
                    <th scope="col">Since</th>
                    <th scope="col">Made by</th>
                    <th scope="col">Before it</th>
                  </tr>
                </thead>
                <tbody>
                  {service.places.map((place) => (
                    <tr key={place.host}>
                      <th scope="row">{place.host}</th>
                      <td title={place.error ?? undefined}>{place.reachable ? place.container ? <ContainerState container={place.container} /> : <span className="dim">Not running</span> : <State shown={UNREACHABLE} />}</td>
                      <td className="mono" data-label="Version" title={place.container?.image}>
                        {place.container?.version}
                      </td>
                      <td className="dim" data-label="Since">
                        {place.container?.since && <Time at={place.container.since} relative />}
                      </td>
                      <td data-label="Made by">{place.container?.run && <MadeBy run={place.container.run} />}</td>
                      <td className="dim mono" data-label="Before it" title="Kept for the way back">
                        {place.previous?.version}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        );
      })}
    </>
  );
}

function Hosts() {
  const hosts = useHosts();
  if (hosts.isPending) return <Loading />;
  if (hosts.error && !hosts.data) return <Failure error={hosts.error} what="The hosts cannot be shown" retry={hosts.refetch} />;
  const { items, siteFindings } = hosts.data;
  return (
    <>
      <Findings findings={siteFindings} />
      {items.length === 0 && (
        <Empty icon={IconServerOff} title="No host is known">
          Name one in <span className="mono">site.yaml</span> in the data folder.
        </Empty>
      )}
      {items.map((host) => (
        <Host key={host.name} host={host} />
      ))}
    </>
  );
}

function Host({ host }: { host: HostView }) {
  return (
    <section className={classes.group}>
      <div className={classes.groupHead}>
        <h2>{host.name}</h2>
        <State shown={host.reachable ? { ...runStates.SUCCEEDED, label: 'Answers' } : UNREACHABLE} />
        <span className="dim mono">{host.address}</span>
        <span className="dim mono">
          {Object.entries(host.labels)
            .map(([name, value]) => `${name}=${value}`)
            .join('  ')}
        </span>
        <span className="dim">{host.parallel} steps at once</span>
      </div>
      {host.error && <p className={classes.error}>{host.error}</p>}
      {host.reachable && host.containers.length === 0 && <p className="dim">No containers.</p>}
      {host.containers.length > 0 && (
        <table className={classes.table} aria-label={`Containers on ${host.name}`} data-images>
          <thead>
            <tr>
              <th scope="col">Container</th>
              <th scope="col">State</th>
              <th scope="col">Image</th>
              <th scope="col">Since</th>
              <th scope="col">Made by</th>
            </tr>
          </thead>
          <tbody>
            {host.containers.map((container) => (
              <tr key={container.name}>
                <th scope="row" title={container.name}>
                  {container.name}
                </th>
                <td>
                  <ContainerState container={container} />
                </td>
                <td className="mono" data-label="Image" title={container.image}>
                  {container.image}
                </td>
                <td className="dim" data-label="Since">
                  {container.since && <Time at={container.since} relative />}
                </td>
                <td data-label="Made by">{container.run && <MadeBy run={container.run} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** The run that made a container, by name; it may be gone from the history. */
function MadeBy({ run: id }: { run: string }) {
  const { data: run, error } = useRun(id);
  const { data: runbooks = [] } = useRunbooks();
  if (error instanceof Failed && error.status === 404) return <span className="dim">a run that is no longer kept</span>;
  return <Link to={`/runs/${id}`}>{run ? (runbooks.find((runbook) => runbook.key === run.runbook)?.name ?? run.runbook) : 'a run'}</Link>;
}

const UNREACHABLE: Shown = { ...runStates.FAILED, label: 'Does not answer' };

function ContainerState({ container }: { container: Container }) {
  const { state, health } = container;
  const label = health && health !== 'none' ? `${state}, ${health}` : state;
  if (state !== 'running') return <State shown={{ ...runStates.CANCELLED, label }} />;
  if (health === 'unhealthy') return <State shown={{ ...runStates.FAILED, label }} />;
  if (health === 'starting') return <State shown={{ ...runStates.WAITING, label }} />;
  return <State shown={{ ...runStates.SUCCEEDED, label }} />;
}

function Findings({ findings }: { findings: ProblemFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <div className={classes.findings} role="alert">
      site.yaml is not right; what is shown is its last good state.
      <ul>
        {findings.map((finding, i) => (
          <li key={i}>
            {finding.position && <span className="mono">{finding.position} </span>}
            {finding.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
