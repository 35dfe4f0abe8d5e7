import Linter from 'bpmnlint/lib/linter';
import conditionalEvent from 'bpmnlint/rules/conditional-event';
import duplicateFlows from 'bpmnlint/rules/no-duplicate-sequence-flows';
import eventBased from 'bpmnlint/rules/event-based-gateway';
import eventSubProcess from 'bpmnlint/rules/event-sub-process-typed-start-event';
import fakeJoin from 'bpmnlint/rules/fake-join';
import implicitSplit from 'bpmnlint/rules/no-implicit-split';
import joinFork from 'bpmnlint/rules/no-gateway-join-fork';
import label from 'bpmnlint/rules/label-required';
import linkEvent from 'bpmnlint/rules/link-event';
import overlapping from 'bpmnlint/rules/no-overlapping-elements';
import singleDefinition from 'bpmnlint/rules/single-event-definition';
import subProcessStart from 'bpmnlint/rules/sub-process-blank-start-event';
import superfluousGateway from 'bpmnlint/rules/superfluous-gateway';
import superfluousTermination from 'bpmnlint/rules/superfluous-termination';
import type { ProblemFinding } from '../../api/client';
import { process, within, type Moddle } from './moddle';

/** Something to be said of a diagram. */
export type Finding = Pick<ProblemFinding, 'rule' | 'severity' | 'message' | 'elementId'>;

/** What the server does not look for; all of it runs, so all of it is advice. */
const RULES: Record<string, (config?: unknown) => object> = {
  'conditional-event': conditionalEvent,
  'no-duplicate-sequence-flows': duplicateFlows,
  'event-based-gateway': eventBased,
  'event-sub-process-typed-start-event': eventSubProcess,
  'fake-join': fakeJoin,
  'no-implicit-split': implicitSplit,
  'no-gateway-join-fork': joinFork,
  'label-required': label,
  'link-event': linkEvent,
  'no-overlapping-elements': overlapping,
  'single-event-definition': singleDefinition,
  'sub-process-blank-start-event': subProcessStart,
  'superfluous-gateway': superfluousGateway,
  'superfluous-termination': superfluousTermination,
};

/** Where the words of the rule say too little. */
const WORDS: Record<string, string> = {
  'label-required': 'It has no name. People read the name in the diagram and in the timeline.',
  'no-duplicate-sequence-flows': 'A second flow leads the same way.',
  'no-overlapping-elements': 'It lies on top of something else.',
  'superfluous-gateway': 'This gateway neither splits nor joins. Remove it.',
  'no-implicit-split': 'Two flows leave it, and both are taken. Put a gateway there to say so.',
  'fake-join': 'Several flows arrive, and each of them passes by itself. Join them with a gateway.',
  'no-gateway-join-fork': 'This gateway joins and splits at once. Use two.',
};

/** Rules remember what they saw, so each look has a linter of its own. */
function linter(): Linter {
  return new Linter({
    config: { rules: Object.fromEntries(Object.keys(RULES).map((name) => [name, 'warn'])) },
    resolver: { resolveRule: (_package: string, name: string) => RULES[name], resolveConfig: () => null },
  });
}

/** What reads badly or does something else than it looks like. */
export async function style(root: Moddle): Promise<Finding[]> {
  const reports = await linter().lint(root);
  const starts = new Set(within(process(root)).filter((e) => e.$type === 'bpmn:StartEvent').map((e) => e.id));
  return Object.entries(reports).flatMap(([rule, all]) =>
    all
      // A start needs no name: there is one.
      .filter(({ category, id }) => category !== 'rule-error' && !(rule === 'label-required' && starts.has(id)))
      .map(({ id, message }): Finding => ({ rule, severity: 'WARNING', message: WORDS[rule] ?? sentence(message), ...(id && { elementId: id }) })),
  );
}

/** Each thing once: what was found twice, errors first, else in the order of the finders. */
export function together(...all: Finding[][]): Finding[] {
  const seen = new Set<string>();
  const unique = all.flat().filter(({ rule, elementId, message }) => {
    const key = JSON.stringify([rule, elementId ?? '', message]);
    return !seen.has(key) && seen.add(key);
  });
  return [...unique.filter((f) => f.severity === 'ERROR'), ...unique.filter((f) => f.severity !== 'ERROR')];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
}
