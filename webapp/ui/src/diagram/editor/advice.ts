import type { ConnectorView, HostView } from '../../api/client';
import type { Finding } from './lint';
import { inputs, is, list, process, properties, text, within, type Moddle } from './moddle';

export interface Site {
  connectors: ConnectorView[];
  hosts?: Pick<HostView, 'name' | 'labels'>[];
  services?: string[];
}

/** What runs, but may hurt whoever is on call. */
export function advice(root: Moddle, site: Site): Finding[] {
  const main = process(root);
  const all = within(main);
  const operations = new Map(site.connectors.flatMap((c) => c.operations).map((o) => [o.id, o]));
  const undone = all.some((e) => text(e, 'camunda:topic') === 'flow.undo' || e.get('isForCompensation') === true);
  const findings: Finding[] = [];
  const say = (rule: string, element: Moddle, message: string) =>
    findings.push({ rule, severity: 'WARNING', message, ...(element.id && { elementId: element.id }) });
  for (const element of all) {
    const name = `'${text(element, 'name') || (element.id ?? '')}'`;
    if (is(element, 'bpmn:UserTask') && !all.some((e) => waitsOn(e, element))) {
      say('approval-without-timer', element, `${name} waits for people without an end. Put a timer on its border, so that somebody hears of it.`);
    }
    if (waitsForMessage(element) && !all.some((e) => waitsOn(e, element)) && !timerBeside(element, all)) {
      say('no-time-limit', element, `${name} waits for something that may never come. Put a timer on its border, or beside it after an event gateway.`);
    }
    if (!is(element, 'bpmn:ServiceTask')) continue;
    const operation = operations.get(text(element, 'camunda:topic'));
    if (operation?.effect === 'CHANGE' && !operation.undoable && !undone && !reads(element)) {
      say('no-way-back', element, `${name} changes something and cannot be taken back by itself. Draw what is to happen when a later step fails.`);
    }
    const own = properties(element);
    if (own['signalbox.external'] === 'true' && !own.timeout && !all.some((e) => waitsOn(e, element))) {
      say('no-time-limit', element, `${name} waits for a worker outside Signalbox without an end. Put a timer on its border.`);
    }
    for (const { name: input, value, literal } of inputs(element)) {
      if (!literal || value === '' || /[$#]\{/.test(value)) continue;
      if (input === 'service' && site.services && !site.services.includes(value)) {
        say('unknown-service', element, `${name} names the service '${value}', which the site does not have.`);
      }
      if (input === 'host' && site.hosts && !site.hosts.some((h) => h.name === value)) {
        say('unknown-host', element, `${name} names the host '${value}', which the site does not have.`);
      }
      if (site.hosts && text(element, 'camunda:topic') === 'host.select' && input === 'expression') {
        for (const label of labels(value)) {
          if (!site.hosts.some((h) => label in h.labels)) say('unknown-label', element, `${name} selects by the label '${label}', which no host has.`);
        }
      }
    }
  }
  return findings;
}

function waitsOn(event: Moddle, activity: Moddle): boolean {
  return is(event, 'bpmn:BoundaryEvent') && event.get('attachedToRef') === activity && list(event, 'eventDefinitions').some((d) => is(d, 'bpmn:TimerEventDefinition'));
}

function waitsForMessage(element: Moddle): boolean {
  if (is(element, 'bpmn:ReceiveTask')) return true;
  return is(element, 'bpmn:IntermediateCatchEvent') && list(element, 'eventDefinitions').some((d) => ['bpmn:MessageEventDefinition', 'bpmn:SignalEventDefinition', 'bpmn:ConditionalEventDefinition'].includes(d.$type));
}

/** Whether it is one of several events of which a timer is another. */
function timerBeside(event: Moddle, all: Moddle[]): boolean {
  const before = list(event, 'incoming').map((flow) => flow.get('sourceRef') as Moddle | undefined);
  const gateway = before.find((e) => is(e, 'bpmn:EventBasedGateway'));
  const beside = all.filter((e) => list(e, 'incoming').some((flow) => gateway !== undefined && flow.get('sourceRef') === gateway));
  return beside.some((e) => list(e, 'eventDefinitions').some((d) => is(d, 'bpmn:TimerEventDefinition')));
}

/** Requests that only look. */
function reads(step: Moddle): boolean {
  if (text(step, 'camunda:topic') !== 'http.request') return false;
  const method = inputs(step).find((i) => i.name === 'method')?.value.toLowerCase() ?? '';
  return ['', 'get', 'head', 'options'].includes(method);
}

/** The labels that an expression such as {@code role=web,zone!=b} asks for. */
export function labels(expression: string): string[] {
  return [...expression.matchAll(/([A-Za-z_][\w.-]*)\s*(?:!=|=)/g)].map((m) => m[1] ?? '');
}
