import { Button, Tabs } from '@mantine/core';
import { IconDownload, IconPlugConnected } from '@tabler/icons-react';
import { useParams, Link } from 'react-router';
import type { ConnectorView, OperationView } from '../api/client';
import { Empty, Failure, Loading } from '../components/Feedback';
import { isoDuration } from '../components/format';
import { Page } from '../components/Page';
import { Copy } from '../components/Values';
import { useConnectors } from '../queries/site';
import classes from './Connectors.module.css';

/** What diagrams can do, from the records of the operations themselves. */
export default function Connectors() {
  const { id } = useParams();
  const connectors = useConnectors();
  const items = connectors.data?.items ?? [];
  const chosen = items.find((c) => c.id === id) ?? (id ? undefined : items[0]);
  return (
    <Page
      title={chosen && id ? `${chosen.title}: connector` : 'Connectors'}
      head={<h1>Connectors</h1>}
      aside={
        <Button component="a" href="/api/v1/element-templates" download="signalbox.element-templates.json" variant="default" leftSection={<IconDownload size={14} />}>
          Element templates for Camunda Modeler
        </Button>
      }
    >
      {connectors.isPending && <Loading />}
      {connectors.error && !connectors.data && <Failure error={connectors.error} what="The connectors cannot be shown" retry={connectors.refetch} />}
      {connectors.data && (
        <div className={classes.columns}>
          <nav aria-label="Connectors" className={classes.list}>
            {items.map((c) => (
              <Link key={c.id} to={`/connectors/${c.id}`} aria-current={c === chosen ? 'page' : undefined} className={classes.link}>
                {c.title}
              </Link>
            ))}
          </nav>
          {chosen ? <Connector connector={chosen} /> : <Empty icon={IconPlugConnected} title="There is no such connector" act={<Link to="/connectors">All connectors</Link>} />}
        </div>
      )}
    </Page>
  );
}

function Connector({ connector }: { connector: ConnectorView }) {
  return (
    <div className={classes.connector}>
      <p className={classes.summary}>{connector.summary}</p>
      {connector.operations.map((operation) => (
        <Operation key={operation.id} operation={operation} />
      ))}
      <h3>Errors</h3>
      <table className={classes.table}>
        <tbody>
          {connector.errors.map((error) => (
            <tr key={error.code}>
              <td className="mono">{error.code}</td>
              <td className="dim">{error.kind.toLowerCase()}</td>
              <td className="dim">{error.retryable ? 'tried again' : 'final'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Schema {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
}

function Operation({ operation }: { operation: OperationView }) {
  const snippet = xml(operation);
  return (
    <section className={classes.operation} id={operation.id}>
      <h2>
        {operation.title} <span className="mono dim">{operation.id}</span>
      </h2>
      <p>{operation.summary}</p>
      <p className={`dim ${classes.facts}`}>
        <span>{operation.effect === 'READ' ? 'Only looks' : operation.undoable ? 'Changes, and can take it back' : 'Changes; there is no way back'}</span>
        <span>{operation.attempts === 1 ? 'one attempt' : `${operation.attempts} attempts`}</span>
        <span>{isoDuration(operation.timeout)} each at most</span>
      </p>
      <Tabs defaultValue="input" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="input">Input</Tabs.Tab>
          <Tabs.Tab value="output">Output</Tabs.Tab>
          <Tabs.Tab value="xml">Diagram</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="input">
          <Fields schema={operation.input as Schema} />
        </Tabs.Panel>
        <Tabs.Panel value="output">
          <Fields schema={operation.output as Schema} />
        </Tabs.Panel>
        <Tabs.Panel value="xml">
          <div className={classes.snippet}>
            <pre tabIndex={0}>{snippet}</pre>
            <span className={classes.copy}>
              <Copy text={snippet} what="the snippet" />
            </span>
          </div>
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

function Fields({ schema }: { schema: Schema }) {
  const entries = Object.entries(schema.properties ?? {});
  if (entries.length === 0) return <p className="dim">Nothing.</p>;
  return (
    <div className={classes.scroll} tabIndex={0}>
      <table className={classes.table}>
        <tbody>
          {entries.map(([name, field]) => (
            <tr key={name}>
              <td className="mono">
                <span className={classes.field}>
                  {name}
                  {schema.required?.includes(name) && <span title="required">&nbsp;*</span>}
                </span>
              </td>
              <td className="dim">{Array.isArray(field.type) ? field.type.join(' or ') : (field.type ?? (field.enum ? 'choice' : ''))}</td>
              <td className={classes.about}>
                {field.title}
                {field.description && <span className="dim"> — {field.description}</span>}
                {field.enum && <span className="dim"> One of {field.enum.map(String).join(', ')}.</span>}
                {field.default !== undefined && <span className="dim"> Else {JSON.stringify(field.default)}.</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function xml(operation: OperationView): string {
  const schema = operation.input as Schema;
  const needed = Object.keys(schema.properties ?? {}).filter((name) => schema.required?.includes(name));
  return [
    `<bpmn:serviceTask id="${operation.id.replace(/\W/g, '_')}" name="${operation.title}" camunda:type="external" camunda:topic="${operation.id}">`,
    '  <bpmn:extensionElements>',
    '    <camunda:inputOutput>',
    ...needed.map((name) => `      <camunda:inputParameter name="${name}">…</camunda:inputParameter>`),
    '    </camunda:inputOutput>',
    '  </bpmn:extensionElements>',
    '</bpmn:serviceTask>',
  ].join('\n');
}
