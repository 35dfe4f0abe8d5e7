import { report, type Told } from './report';

/** Everything that is known of a run, as the API gives it; its log, which may be long, has an address of its own. */
export function saveJson({ run, name, steps, timeline, path, diagram }: Told): void {
  const log = new URL(`/api/v1/runs/${encodeURIComponent(run.id)}/log`, window.location.href).href;
  const all = { exportedAt: new Date().toISOString(), name, run, steps, timeline, path, log, diagram };
  save(`${run.runbook}-${run.id}.json`, 'application/json', `${JSON.stringify(all, null, 2)}\n`);
}

/** A post-mortem to go on writing. */
export function saveMarkdown(told: Told): void {
  save(`${told.run.runbook}-${told.run.id}.md`, 'text/markdown', report(told, Date.now()));
}

function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
