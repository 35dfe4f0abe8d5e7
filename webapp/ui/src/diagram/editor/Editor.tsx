import { ActionIcon, Button, Menu, NativeSelect, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconDots, IconDownload, IconFileImport, IconLayoutSidebarRight, IconListSearch, IconMaximize, IconMinus, IconPhoto, IconPlus, IconUpload } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { ConnectorView } from '../../api/client';
import { Failure } from '../../components/Feedback';
import { Time } from '../../components/Time';
import { useNarrow } from '../../components/useNarrow';
import { useMay } from '../../queries/session';
import { blank } from './blank';
import type { Change } from './diff';
import { useComparison } from './useComparison';
import { Deploy } from './Deploy';
import { Dock, type Tab } from './Dock';
import { draftOf, dropDraft, keepDraft, whenKeptElsewhere } from './drafts';
import classes from './Editor.module.css';
import { readText } from './encoding';
import { exportSvg, give } from './files';
import { InputsHint, InputsTable } from './InputsTable';
import { InsertVariable } from './InsertVariable';
import { start, process, text } from './moddle';
import { Listed } from './Listed';
import { OtherDrafts } from './OtherDrafts';
import { Problems } from './Problems';
import { part, type Template } from './services';
import { drawRemoved, markChanges, markFindings, reveal } from './show';
import { Steps } from './Steps';
import { fit, useEditor } from './useEditor';
import { useProblems } from './useProblems';
import { Versions } from './Versions';
import { XmlView } from './XmlView';

export interface EditorProps {
  templates: object[];
  connectors: ConnectorView[];
  /** Where work that is not deployed is kept. */
  slot: string;
  /** The key of what is deployed already. */
  runbook?: string;
  deployed?: { version: number; xml: string };
  /** An earlier version to begin with. */
  begin?: string;
  /** A version was made of it. */
  onDeployed?: (version: number) => void;
}

/** The editor of one runbook. */
export default function Editor({ templates, connectors, slot, runbook, deployed, begin, onDeployed }: EditorProps) {
  const clean = deployed?.xml ?? NEW;
  const [draft, setDraft] = useState(() => draftOf(slot));
  const [first] = useState(() => draft?.xml ?? begin ?? clean);
  const canvas = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const may = useMay();
  const editing = useEditor(canvas, panel, first, templates as Template[]);
  const { modeler, xml, root, selected, drawing } = editing;
  const findings = useProblems(xml, root, connectors, editing.opened?.aliases);
  const changes = useComparison(clean, xml);
  const [tab, setTab] = useState<Tab | null>(narrow ? null : 'problems');
  const [stepsOpen, setStepsOpen] = useState(!narrow);
  const [panelOpen, setPanelOpen] = useState(!narrow);
  const [dropping, setDropping] = useState(false);
  const [replaced, setReplaced] = useState<{ by: string; xml: string } | null>(null);
  const [refused, setRefused] = useState<{ name: string; error: Error } | null>(null);
  const [unkept, setUnkept] = useState(false);
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(() => whenKeptElsewhere(slot, () => setElsewhere(true)), [slot]);
  const file = useRef<HTMLInputElement>(null);
  const main = process(root ?? undefined);
  const name = text(main, 'name') || main?.id || 'New runbook';
  const begun = root ? start(main) : undefined;
  const startSelected = begun !== undefined && selected.length === 1 && selected[0] === begun.id;
  const version = deployed?.version;

  useEffect(() => {
    document.title = `${name} · Editor · Signalbox`;
  }, [name]);

  // Work that was not deployed survives whatever happens to the page.
  useEffect(() => {
    if (!xml || !changes) return;
    if (changes.length === 0) dropDraft(slot);
    else void keepDraft(slot, { xml, name, at: new Date().toISOString(), ...(version !== undefined && { base: version }) }).then((kept) => setUnkept(!kept));
  }, [xml, changes, slot, version, name]);

  const toProblems = useCallback(() => setTab('problems'), []);
  const shown = findings.all;
  useEffect(() => (modeler && xml ? markFindings(modeler, shown, toProblems) : undefined), [modeler, xml, drawing, shown, toProblems]);
  const differing = useMemo(() => new Map((changes ?? []).filter((c) => c.kind !== 'removed').map((c) => [c.id, c.kind as 'added' | 'changed' | 'moved'])), [changes]);
  useEffect(() => (modeler && tab === 'changes' && deployed ? markChanges(modeler, differing) : undefined), [modeler, drawing, tab, differing, deployed]);
  useEffect(() => (modeler && tab === 'changes' && deployed && changes ? drawRemoved(modeler, changes) : undefined), [modeler, drawing, tab, changes, deployed]);

  const discard = () => {
    dropDraft(slot);
    setDraft(null);
    void editing.open(begin ?? clean);
  };
  /** Puts another diagram in the place of the work, which can be brought back. */
  const replace = async (by: string, other: string) => {
    const error = await editing.open(other);
    setRefused(error && { name: by, error });
    if (error) return;
    setReplaced(xml && changes && changes.length > 0 ? { by, xml } : null);
    setDraft(null);
  };
  const openFile = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      await replace(chosen.name, await readText(chosen));
    } catch (problem) {
      setRefused({ name: chosen.name, error: problem instanceof Error ? problem : new Error(String(problem)) });
    }
  };
  const bringBack = () => {
    if (replaced) void editing.open(replaced.xml);
    setReplaced(null);
  };
  const select = async (id: string) => {
    if (!modeler) return;
    const other = part(modeler, 'elementRegistry').get(id) ? undefined : editing.opened?.drawingOf(id);
    if (other !== undefined) await editing.show(other);
    reveal(modeler, id);
  };
  const tools = { modeler, templates: templates as Template[], narrow };

  return (
    <div className={classes.editor} data-tab={tab !== null || undefined}>
      <header className={classes.bar}>
        <div className={classes.title}>
          {runbook && (
            <Link to={`/runbooks/${encodeURIComponent(runbook)}`} className={classes.back}>
              Runbook
            </Link>
          )}
          <h1 className="clip">{name}</h1>
          <span className={`mono dim clip ${classes.key}`}>{main?.id}</span>
          <Status changes={changes} version={version} />
        </div>
        <div className={classes.tools}>
          <Act label="Undo" hint="Ctrl Z" disabled={!editing.canUndo} onClick={() => modeler && part(modeler, 'commandStack').undo()} icon={IconArrowBackUp} />
          <Act label="Redo" hint="Ctrl Y" disabled={!editing.canRedo} onClick={() => modeler && part(modeler, 'commandStack').redo()} icon={IconArrowForwardUp} />
          <span className={classes.rule} />
          <Act label="Steps" pressed={stepsOpen} onClick={() => setStepsOpen(!stepsOpen)} icon={IconListSearch} />
          <Act label="Properties" pressed={panelOpen} onClick={() => setPanelOpen(!panelOpen)} icon={IconLayoutSidebarRight} />
          <Menu position="bottom-end" width={210}>
            <Menu.Target>
              <ActionIcon aria-label="More" size="md">
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconFileImport size={15} />} onClick={() => file.current?.click()}>
                Open a file…
              </Menu.Item>
              <Menu.Item leftSection={<IconDownload size={15} />} onClick={() => xml && give(`${main?.id ?? 'runbook'}.bpmn`, xml, 'application/xml')}>
                Save as .bpmn
              </Menu.Item>
              <Menu.Item leftSection={<IconPhoto size={15} />} onClick={() => modeler && void exportSvg(modeler).then((svg) => give(`${main?.id ?? 'runbook'}.svg`, svg, 'image/svg+xml'))}>
                Save as picture (SVG)
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          {may.model && (
            <Button leftSection={<IconUpload size={14} />} disabled={!xml} onClick={() => setTab('changes')}>
              Deploy
            </Button>
          )}
        </div>
        <input ref={file} type="file" accept=".bpmn,.xml,application/xml,text/xml" hidden aria-label="Open a file" onChange={(event) => { void openFile(event.target.files?.[0]); event.target.value = ''; }} />
      </header>
      {draft && (
        <p className={classes.note} role="status">
          Your work from <Time at={draft.at} relative />, not deployed, was brought back.
          {draft.base !== undefined && draft.base !== version && ` Meanwhile version ${version ?? '?'} was deployed.`}
          <span className={classes.noteActs}>
            <Button size="compact-xs" variant="default" onClick={() => setDraft(null)}>
              Keep it
            </Button>
            <Button size="compact-xs" variant="subtle" color="red" onClick={discard}>
              Discard it
            </Button>
          </span>
        </p>
      )}
      {replaced && (
        <p className={classes.note} role="status">
          {replaced.by} took the place of your work.
          <Button size="compact-xs" variant="default" onClick={bringBack}>
            Bring my work back
          </Button>
        </p>
      )}
      {elsewhere && (
        <p className={classes.note} role="status">
          This is being changed in another tab too. Of both, the work that is changed last is kept.
        </p>
      )}
      {unkept && (
        <p className={classes.note} role="alert">
          This browser has no room left to keep your work. Save it as a file before you leave.
        </p>
      )}
      {editing.undone && (
        <p className={classes.note} role="alert">
          That could not be done. The diagram is as it was before, and what was done earlier can no longer be undone step by step.
        </p>
      )}
      <OtherDrafts slot={slot} />
      {narrow && (
        <p className={classes.note}>Good for a look and a small change. To draw, a wider screen is kinder.</p>
      )}
      {refused && (
        <p className={classes.note} role="alert">
          {refused.name} cannot be opened. {refused.error.message} Your work is as it was.
          <Button size="compact-xs" variant="default" onClick={() => setRefused(null)}>
            All right
          </Button>
        </p>
      )}
      {editing.opened && editing.opened.drawings.length > 1 && (
        <div className={classes.note}>
          <span>There are {editing.opened.drawings.length} diagrams in this file.</span>
          <NativeSelect
            size="xs"
            aria-label="Which diagram is shown"
            value={drawing ?? ''}
            data={editing.opened.drawings.map(({ id, name: label }) => ({ value: id, label }))}
            onChange={(event) => void editing.show(event.currentTarget.value)}
          />
        </div>
      )}
      <Listed label="What is not shown" what={editing.opened?.hidden}>
        {(count) => `${count === 1 ? 'One thing' : `${count} things`} in this file cannot be drawn here. All of it stays in the file as it is.`}
      </Listed>
      <Listed label="What would be lost" what={editing.opened?.lost}>
        {(count) => `Not everything in this file can be kept: once something is changed, ${count === 1 ? 'one detail is' : `${count} details are`} lost.`}
      </Listed>
      <div className={classes.body}>
        {stepsOpen && <Steps {...tools} selected={selected} onDone={() => narrow && setStepsOpen(false)} />}
        <div
          className={classes.stage}
          data-dropping={dropping || undefined}
          onDragOver={(event) => {
            if (event.dataTransfer.types.includes('Files')) {
              event.preventDefault();
              setDropping(true);
            }
          }}
          onDragLeave={() => setDropping(false)}
          onDrop={(event) => {
            setDropping(false);
            if (event.dataTransfer.files.length === 0) return;
            event.preventDefault();
            void openFile(event.dataTransfer.files[0]);
          }}
        >
          {editing.error && (
            <div className={classes.broken}>
              <Failure error={editing.error} what="This diagram cannot be drawn" />
            </div>
          )}
          <div ref={canvas} className={classes.canvas} aria-label={`Diagram of ${name}`} role="application" />
          <div className={classes.zoom}>
            <Act label="Zoom out" onClick={() => modeler && part(modeler, 'zoomScroll').stepZoom(-1)} icon={IconMinus} />
            <Act label="Zoom in" onClick={() => modeler && part(modeler, 'zoomScroll').stepZoom(1)} icon={IconPlus} />
            <Act label="Show all of it" onClick={() => modeler && fit(modeler)} icon={IconMaximize} />
          </div>
          {dropping && <div className={classes.drop}>Drop the file to open it</div>}
        </div>
        <aside className={classes.side} hidden={!panelOpen} aria-label="Properties">
          {startSelected && begun && <InputsHint start={begun} onOpen={() => setTab('inputs')} />}
          <div ref={panel} className={classes.panel} />
          {root && <InsertVariable panel={panel} root={root} selected={selected[0]} connectors={connectors} />}
        </aside>
      </div>
      <Dock tab={tab} onTab={setTab} problems={shown} changes={changes?.length ?? 0} versions={runbook !== undefined}>
        {tab === 'problems' && <Problems findings={shown} checking={findings.checking} error={findings.error} onSelect={select} />}
        {tab === 'inputs' && modeler && begun && <InputsTable modeler={modeler} start={begun} />}
        {tab === 'inputs' && !begun && <p className="dim">This diagram has no start event, so nothing can be asked for.</p>}
        {tab === 'xml' && <XmlView xml={xml ?? ''} />}
        {tab === 'changes' && (
          <Deploy changes={changes ?? []} findings={shown} xml={xml} version={version} runbook={runbook} allowed={may.model} onSelect={select} onProblems={toProblems} onDeployed={(made) => { dropDraft(slot); setDraft(null); setReplaced(null); onDeployed?.(made); }} />
        )}
        {tab === 'versions' && runbook && <Versions runbook={runbook} xml={xml} onRestore={(old, number) => void replace(`Version ${number}`, old)} onSelect={select} />}
      </Dock>
    </div>
  );
}

const NEW = blank();

function Status({ changes, version }: { changes: Change[] | null; version: number | undefined }) {
  if (changes === null) return null;
  const base = version === undefined ? 'Not deployed yet' : `v${version}`;
  return (
    <span className={classes.status} data-changed={changes.length > 0 || undefined} role="status">
      {changes.length === 0 ? base : version === undefined ? 'Not deployed yet, kept in this browser' : `Changed since ${base}, kept in this browser`}
    </span>
  );
}

function Act({ label, hint, icon: Mark, onClick, disabled, pressed }: { label: string; hint?: string; icon: typeof IconPlus; onClick: () => void; disabled?: boolean; pressed?: boolean }) {
  return (
    <Tooltip label={hint ? `${label} · ${hint}` : label}>
      <ActionIcon aria-label={label} aria-pressed={pressed} variant={pressed ? 'light' : 'subtle'} color={pressed ? 'iris' : 'gray'} disabled={disabled ?? false} onClick={onClick} size="md">
        <Mark size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
