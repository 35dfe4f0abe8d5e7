import type { Run, StepView, TimelineEntry } from '../../api/client';
import { brief, duration, utc } from '../../components/format';
import { runStates, stepStates } from '../../components/states';

/** Everything that is known of a run, as the API gives it. */
export function saveJson(run: Run, steps: StepView[], timeline: TimelineEntry[]): void {
  save(`${run.runbook}-${run.id}.json`, 'application/json', JSON.stringify({ run, steps, timeline }, null, 2));
}

export function saveMarkdown(run: Run, name: string, steps: StepView[], timeline: TimelineEntry[]): void {
  save(`${run.runbook}-${run.id}.md`, 'text/markdown', report(run, name, steps, timeline));
}

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');
const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;

/** A report to go on writing: what happened when, how long until it was noticed and until it was over. */
export function report(run: Run, name: string, steps: StepView[], timeline: TimelineEntry[]): string {
  const begin = Date.parse(run.startedAt);
  const wrong = timeline.find((e) => e.kind === 'STEP_FAILED' || e.kind === 'STEP_NEEDS_ATTENTION' || e.kind === 'ATTEMPT_FAILED');
  const end = run.endedAt ? Date.parse(run.endedAt) : undefined;
  const longest = [...steps].map((s) => ({ s, ms: (s.endedAt ? Date.parse(s.endedAt) : Date.now()) - Date.parse(s.createdAt) })).sort((a, b) => b.ms - a.ms);
  const most = longest[0]?.ms ?? 1;
  return [
    `# ${name}: ${run.outcome ?? runStates[run.state].label}`,
    '',
    row('', ''),
    row('---', '---'),
    row('Run', `\`${run.id}\` (${run.runbook} v${run.version})`),
    row('State', runStates[run.state].label),
    row('Started', `${utc(run.startedAt)} by ${run.startedBy}`),
    ...(run.reason ? [row('Reason', run.reason)] : []),
    ...(end ? [row('Ended', `${utc(run.endedAt ?? '')}, after ${duration(end - begin)}`)] : []),
    ...(wrong ? [row('Time to detect', `${duration(Date.parse(wrong.time) - begin)} (${wrong.title})`)] : []),
    ...(wrong && end ? [row('Time to resolve', duration(end - Date.parse(wrong.time)))] : []),
    '',
    '## Inputs',
    '',
    ...Object.entries(run.inputs).map(([key, value]) => `- ${key}: \`${brief(value)}\``),
    '',
    '## Steps',
    '',
    row('Step', 'Host', 'State', 'Took', '', 'Error'),
    row('---', '---', '---', '---:', '---', '---'),
    ...steps.map((s) => {
      const ms = (s.endedAt ? Date.parse(s.endedAt) : Date.now()) - Date.parse(s.createdAt);
      return row(s.undoOf ? `Undo: ${s.elementName}` : s.elementName, s.host ?? '', stepStates[s.state].label, duration(ms), '█'.repeat(Math.max(1, Math.round((ms / most) * 20))), s.errorCode ? `${s.errorCode}: ${s.errorMessage ?? ''}` : '');
    }),
    '',
    '## Timeline (UTC)',
    '',
    row('Time', 'What', 'Where', 'Details'),
    row('---', '---', '---', '---'),
    ...timeline.map((e) => row(utc(e.time).slice(11), `${e.kind.toLowerCase().replace(/_/g, ' ')}: ${e.title}`, e.host ?? '', [e.text, e.actor && `by ${e.actor}`].filter(Boolean).join(' — '))),
    '',
  ].join('\n');
}

function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
