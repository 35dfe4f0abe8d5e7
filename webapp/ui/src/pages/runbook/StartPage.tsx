import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { InputField, Run, RunbookDetail } from '../../api/client';
import { Failed } from '../../api/problem';
import { Failure, Loading, Refusal } from '../../components/Feedback';
import { brief } from '../../components/format';
import { Field } from '../../components/InputFields';
import { Page } from '../../components/Page';
import { RunStateMark } from '../../components/State';
import { Time } from '../../components/Time';
import { Copy } from '../../components/Values';
import { start } from '../../mutations/runs';
import { keys } from '../../queries/keys';
import { useRunbook } from '../../queries/runbooks';
import { useFewRuns, useRun } from '../../queries/runs';
import { curl, fault, inputsOf, typedOf, type Typed } from './inputs';
import classes from './StartPage.module.css';

/** The form that starts a run, made from the inputs of the runbook. */
export default function StartPage() {
  const { key = '' } = useParams();
  const [params] = useSearchParams();
  const version = params.get('version');
  const from = params.get('from');
  const runbook = useRunbook(key, version ? Number(version) : undefined);
  const before = useRun(from ?? '', from !== null);
  if (runbook.error) {
    return (
      <Page title="Start">
        <Failure
          error={runbook.error}
          what="This runbook cannot be started"
          retry={runbook.refetch}
          elsewhere={
            <Button component={Link} to="/runbooks" variant="default">
              To the runbooks
            </Button>
          }
        />
      </Page>
    );
  }
  if (!runbook.data || (from && before.isPending)) {
    return (
      <Page title="Start">
        <Loading />
      </Page>
    );
  }
  return <Form key={`${key} ${from ?? ''}`} runbook={runbook.data} pinned={version ? Number(version) : undefined} like={before.data} gone={before.error !== null} />;
}

function Form({ runbook, pinned, like, gone }: { runbook: RunbookDetail; pinned: number | undefined; like: Run | undefined; gone: boolean }) {
  const { key, name, inputs: fields } = runbook;
  const go = useNavigate();
  const client = useQueryClient();
  const [typed, setTyped] = useState<Typed>(() => typedOf(fields, like?.inputs));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [businessKey, setBusinessKey] = useState(like?.businessKey ?? '');
  const once = useRef({ body: '', key: '' });
  const recent = useFewRuns({ runbook: key }, 5);

  const faults = useMemo(() => Object.fromEntries(fields.map((f) => [f.name, fault(f, typed[f.name])])), [fields, typed]);
  const body = {
    inputs: inputsOf(fields, typed),
    ...(reason.trim() && { reason: reason.trim() }),
    ...(businessKey.trim() && { businessKey: businessKey.trim() }),
    ...(pinned && { version: pinned }),
  };
  // What is sent again unchanged, because no answer came, is the same start and starts nothing twice.
  const keyOf = (sent: string) => {
    if (once.current.body !== sent) once.current = { body: sent, key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` };
    return once.current.key;
  };
  const starting = useMutation({
    mutationFn: () => start(key, body, keyOf(JSON.stringify(body))),
    onSuccess: async (run) => {
      void client.invalidateQueries({ queryKey: keys.runs.all });
      await go(`/runs/${run.id}`);
    },
  });
  const refused = starting.error instanceof Failed ? (starting.error.problem?.findings ?? []) : [];
  const set = (field: string, value: string) => {
    setTyped((now) => ({ ...now, [field]: value }));
    setTouched((now) => new Set(now).add(field));
  };
  const shown = (field: InputField) =>
    (touched.has(field.name) ? faults[field.name] : undefined) ?? refused.find((f) => f.pointer === `/inputs/${field.name}`)?.message;
  const wrong = Object.values(faults).some(Boolean);
  const command = curl(window.location.origin, key, body);

  return (
    <Page
      title={`Start ${name}`}
      head={
        <h1>
          Start{' '}
          <Link to={`/runbooks/${encodeURIComponent(key)}`} className={classes.name}>
            {name}
          </Link>{' '}
          <span className="dim">v{runbook.version}</span>
        </h1>
      }
    >
      <div className={classes.columns}>
        <form
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTouched(new Set(fields.map((f) => f.name)));
            if (!wrong) starting.mutate();
          }}
        >
          {gone && <p className="dim">The run to start again is no longer kept; its inputs cannot be taken over.</p>}
          {fields.length === 0 && <p className="dim">It takes no inputs.</p>}
          {fields.map((field) => (
            <Field key={field.name} field={field} value={typed[field.name] ?? ''} error={shown(field)} onChange={(value) => set(field.name, value)} onLeave={() => setTouched((now) => new Set(now).add(field.name))} />
          ))}
          <Textarea size="sm" label="Reason" description="Why now. It stands in the timeline." autosize minRows={1} maxLength={1000} value={reason} onChange={(e) => setReason(e.currentTarget.value)} />
          <TextInput size="sm" label="Business key" description="What it is about, to find it by: a ticket, a release." maxLength={255} value={businessKey} onChange={(e) => setBusinessKey(e.currentTarget.value)} />
          <Refusal error={starting.error} />
          {starting.error instanceof Failed && starting.error.status === 0 && (
            <p className="dim">It may have been started all the same. Send it again as it is: the same start counts once.</p>
          )}
          <div>
            <Button type="submit" size="sm" loading={starting.isPending}>
              Start the run
            </Button>
          </div>
        </form>
        <aside className={classes.aside}>
          <section>
            <div className={classes.asideHead}>
              <h2>The same from a terminal</h2>
              <Copy text={command} what="the command" />
            </div>
            <pre className={classes.command} tabIndex={0}>
              {command}
            </pre>
          </section>
          {recent.data && recent.data.items.length > 0 && (
            <section>
              <h2>Started lately with</h2>
              <ul className={classes.recent}>
                {recent.data.items.map((run) => (
                  <li key={run.id}>
                    <button
                      type="button"
                      onClick={() => {
                        setTyped(typedOf(fields, run.inputs));
                        setTouched(new Set());
                      }}
                      title="Take these inputs"
                    >
                      <RunStateMark state={run.state} word={false} size={13} />
                      <span className="clip mono">{Object.values(run.inputs).map(brief).join(' · ') || 'no inputs'}</span>
                      <span className="dim">
                        <Time at={run.startedAt} relative />
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </Page>
  );
}
