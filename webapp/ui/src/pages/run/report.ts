import type { Run, StepState, StepView, TimelineEntry } from '../../api/client';
import { brief, count, duration, utc } from '../../components/format';
import { ended, runStates, stepStates } from '../../components/states';
import type { Visit } from './marks';

/** All that a report is made from. */
export interface Told {
  run: Run;
  /** Of the runbook. */
  name: string;
  steps: StepView[];
  timeline: TimelineEntry[];
  path: Visit[];
  /** BPMN XML; without it elements are called by their ids. */
  diagram: string | undefined;
}

/** More lines than this make no chart that anybody reads. */
const CHARTED = 60;

const WRONG = new Set<TimelineEntry['kind']>(['STEP_FAILED', 'STEP_NEEDS_ATTENTION', 'ATTEMPT_FAILED', 'UNDO_FAILED']);

/** What happened, to go on writing from: times to detect and to resolve, path, charts, timeline. Every time is UTC. */
export function report(given: Told, now: number): string {
  const told = { ...given, timeline: withFailures(given.timeline, given.steps) };
  const { run, name, steps, timeline } = told;
  return [
    `# ${plain(name)}: ${plain(run.outcome ?? runStates[run.state].label)}`,
    '',
    ...summary(told, now),
    '',
    ...section('What went wrong', failures(steps), 'Nothing did.'),
    ...section('What people did', acts(timeline), 'Nobody did anything by hand.'),
    ...section('Inputs', valueRows(run.inputs), 'It was started without inputs.'),
    ...section('Outputs', valueRows(run.outputs), ended(run.state) ? 'It gave nothing.' : 'They are known at the end.'),
    ...section('Path', pathOf(told), 'It has not gone anywhere yet.'),
    ...section('When each step was at work', gantt(steps, now), 'No step has begun.'),
    ...section('How long each step took', durations(steps, now), 'No step has begun.'),
    ...section('Timeline', timelineRows(timeline), 'Nothing has happened.'),
    ...['Impact', 'Cause', 'What we change'].flatMap((title) => [`## ${title}`, '', '_To be written._', '']),
  ].join('\n');
}

/** The timeline has no word of an attempt that failed for good once somebody had the step tried again; its step has. */
function withFailures(timeline: TimelineEntry[], steps: StepView[]): TimelineEntry[] {
  const known = new Set(timeline.map((entry) => entry.id));
  const missing = steps.flatMap((step) =>
    step.attempts.flatMap((attempt, index): TimelineEntry[] => {
      const id = `step-${step.id}-attempt-${attempt.number}`;
      const failed = attempt.outcome === 'FAILED' || attempt.outcome === 'TIMED_OUT';
      const told = known.has(id) || (index === step.attempts.length - 1 && (step.state === 'FAILED' || step.state === 'ATTENTION'));
      if (!failed || told || !attempt.endedAt) return [];
      const text = `Attempt ${attempt.number}: ${attempt.errorCode ?? attempt.outcome}: ${attempt.errorMessage ?? ''}`;
      return [{ id, time: attempt.endedAt, runId: step.runId, kind: 'ATTEMPT_FAILED', stepId: step.id, elementId: step.elementId, title: step.elementName, text, ...(step.host && { host: step.host }) }];
    }),
  );
  return missing.length === 0 ? timeline : [...timeline, ...missing].sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
}

function section(title: string, lines: string[], none: string): string[] {
  return [`## ${title}`, '', ...(lines.length > 0 ? lines : [none]), ''];
}

function summary({ run, timeline }: Told, now: number): string[] {
  const begin = Date.parse(run.startedAt);
  const end = run.endedAt ? Date.parse(run.endedAt) : undefined;
  const wrong = timeline.find((entry) => WRONG.has(entry.kind));
  const noticed = wrong && Date.parse(wrong.time);
  const acted = wrong && timeline.find((entry) => entry.kind === 'ACT' && Date.parse(entry.time) >= Date.parse(wrong.time));
  return [
    ...header('', ''),
    row('Run', code(run.id)),
    row('Runbook', `${code(run.runbook)} version ${run.version}`),
    row('State', runStates[run.state].label),
    row('Started', `${utc(run.startedAt)} by ${run.startedBy}`),
    ...(run.reason ? [row('Reason', run.reason)] : []),
    ...(run.businessKey ? [row('Business key', code(run.businessKey))] : []),
    end === undefined ? row('Goes on for', duration(now - begin)) : row('Ended', `${utc(run.endedAt ?? '')}, after ${duration(end - begin)}`),
    ...(wrong && noticed !== undefined
      ? [
          row('Time to detect', `${duration(noticed - begin)}, from the start to the first failure: ${wrong.title}${wrong.host ? ` on ${wrong.host}` : ''}`),
          ...(acted ? [row('Time to react', `${duration(Date.parse(acted.time) - noticed)}, from the first failure to the first act: ${acted.title}${acted.actor ? ` by ${acted.actor}` : ''}`)] : []),
          row('Time to resolve', end === undefined ? `not resolved after ${duration(now - noticed)}` : `${duration(end - noticed)}, from the first failure to the end`),
        ]
      : []),
  ];
}

function failures(steps: StepView[]): string[] {
  return steps
    .filter((step) => step.errorCode)
    .map((step) => {
      const last = step.attempts.findLast((attempt) => attempt.errorCode);
      const tries = step.attempts.length > 1 ? ` (${count(step.attempts.length, 'attempt')})` : '';
      return `- **${plain(titleOf(step))}**${tries}, ${stepStates[step.state].label.toLowerCase()}: ${code(step.errorCode ?? '')} ${plain(step.errorMessage ?? last?.errorMessage ?? '')}`;
    });
}

function acts(timeline: TimelineEntry[]): string[] {
  return timeline
    .filter((entry) => entry.kind === 'ACT')
    .map((entry) => `- ${utc(entry.time)}${entry.actor ? `, ${plain(entry.actor)}` : ''}: ${plain([entry.title, entry.text].filter(Boolean).join(' — '))}`);
}

function valueRows(values: Record<string, unknown>): string[] {
  return Object.entries(values).map(([name, value]) => `- ${code(name)}: ${code(brief(value))}`);
}

/** The elements in the order in which the token came to them; a loop is counted, not listed again and again. */
function pathOf({ path, diagram }: Told): string[] {
  const names = namesIn(diagram);
  const visits = [...path].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  const lines: { id: string; times: number; from: string; cancelled: boolean; ms: number; open: boolean }[] = [];
  for (const visit of visits) {
    const ms = visit.endedAt ? Date.parse(visit.endedAt) - Date.parse(visit.startedAt) : 0;
    const known = lines.find((line) => line.id === visit.elementId);
    if (known) {
      known.times += 1;
      known.ms += ms;
      known.cancelled ||= visit.cancelled;
      known.open ||= !visit.endedAt;
    } else {
      lines.push({ id: visit.elementId, times: 1, from: visit.startedAt, cancelled: visit.cancelled, ms, open: !visit.endedAt });
    }
  }
  return lines.map((line, index) => {
    const told = [line.times > 1 && `${line.times} times`, line.ms >= 100 && duration(line.ms), line.cancelled && 'cut short', line.open && 'it is here'].filter(Boolean);
    return `${index + 1}. ${clock(line.from)} ${plain(names.get(line.id) ?? line.id)}${told.length > 0 ? ` (${told.join(', ')})` : ''}`;
  });
}

function namesIn(xml: string | undefined): Map<string, string> {
  if (!xml) return new Map();
  const all = [...new DOMParser().parseFromString(xml, 'application/xml').getElementsByTagName('*')];
  return new Map(all.flatMap((element): [string, string][] => {
    const id = element.getAttribute('id');
    const name = element.getAttribute('name')?.replace(/\s+/g, ' ').trim();
    return id && name ? [[id, name]] : [];
  }));
}

/** How Mermaid marks what is done, at work and critical. */
const MARK: Record<StepState, string> = { COMPLETED: 'done', SKIPPED: 'done', CANCELLED: 'done', WORKING: 'active', RETRYING: 'active', FAILED: 'crit', ATTENTION: 'crit' };

/** A chart that GitHub, GitLab and most wikis draw. */
function gantt(steps: StepView[], now: number): string[] {
  if (steps.length === 0) return [];
  const lines = ['```mermaid', 'gantt', '  dateFormat x', '  axisFormat %H:%M:%S'];
  const hosts = new Map<string, StepView[]>();
  for (const step of charted(steps)) {
    const host = step.host ?? 'No host';
    hosts.set(host, [...(hosts.get(host) ?? []), step]);
  }
  hosts.forEach((all, host) => {
    lines.push(`  section ${word(host)}`);
    for (const step of all) {
      const from = Date.parse(step.createdAt);
      lines.push(`  ${word(step.undoOf ? `Undo ${step.elementName}` : step.elementName)} :${MARK[step.state]}, ${from}, ${Math.max(from + 1, endOf(step, now))}`);
    }
  });
  return [...lines, '```', ...leftOut(steps)];
}

/** The same for those who see text only. */
function durations(steps: StepView[], now: number): string[] {
  if (steps.length === 0) return [];
  const longest = Math.max(1, ...steps.map((step) => endOf(step, now) - Date.parse(step.createdAt)));
  return [
    ...header('Step', 'State', 'Took', ''),
    ...charted(steps).map((step) => {
      const ms = endOf(step, now) - Date.parse(step.createdAt);
      return row(titleOf(step), stepStates[step.state].label, duration(ms), '█'.repeat(Math.max(1, Math.round((ms / longest) * 20))));
    }),
    ...leftOut(steps),
  ];
}

/** All of them, or if there are too many, those that took longest or failed, in their order. */
function charted(steps: StepView[]): StepView[] {
  if (steps.length <= CHARTED) return steps;
  const weight = (step: StepView) => (step.errorCode ? Number.MAX_SAFE_INTEGER : endOf(step, Date.parse(step.createdAt)) - Date.parse(step.createdAt));
  const kept = new Set([...steps].sort((a, b) => weight(b) - weight(a)).slice(0, CHARTED));
  return steps.filter((step) => kept.has(step));
}

function leftOut(steps: StepView[]): string[] {
  return steps.length <= CHARTED ? [] : ['', `${count(steps.length - CHARTED, 'step')} that took less time and did not fail left out.`];
}

function timelineRows(timeline: TimelineEntry[]): string[] {
  if (timeline.length === 0) return [];
  return [
    ...header('Time', 'What', 'Where', 'Details'),
    ...timeline.map((entry) =>
      row(clock(entry.time), `${entry.kind.toLowerCase().replace(/_/g, ' ')}: ${entry.title}`, entry.host ?? '', [entry.text, entry.actor && `by ${entry.actor}`].filter(Boolean).join(' — ')),
    ),
  ];
}

function endOf(step: StepView, now: number): number {
  return step.endedAt ? Date.parse(step.endedAt) : now;
}

function titleOf(step: StepView): string {
  return `${step.undoOf ? 'Undo: ' : ''}${step.elementName}${step.host ? ` on ${step.host}` : ''}`;
}

function clock(time: string): string {
  return utc(time).slice(11);
}

function header(...cells: string[]): string[] {
  return [row(...cells), `|${' --- |'.repeat(cells.length)}`];
}

function row(...cells: string[]): string {
  return `| ${cells.map((text) => text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
}

/** Text that stays text: in one line, and nothing in it begins a tag. */
function plain(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/</g, '&lt;');
}

/** Whatever it holds, also backticks. */
function code(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}

/** Mermaid ends a name at a colon, and a line at a semicolon or a hash. */
function word(text: string): string {
  return text.replace(/[:;#,\n]+/g, ' ').replace(/\s+/g, ' ').trim() || 'step';
}
