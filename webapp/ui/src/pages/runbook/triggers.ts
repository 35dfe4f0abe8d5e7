/** How a diagram says that it starts, besides by form and over REST, which always work. */
export interface Trigger {
  kind: 'schedule' | 'message' | 'signal' | 'condition';
  text: string;
}

const MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

export function triggersOf(xml: string): Trigger[] {
  const diagram = new DOMParser().parseFromString(xml, 'application/xml');
  const named = (id: string | null) => (id && diagram.querySelector(`[id="${CSS.escape(id)}"]`)?.getAttribute('name')) || id || '';
  // Those of event subprocesses start nothing by themselves.
  const starts = [...diagram.getElementsByTagNameNS(MODEL, 'startEvent')].filter((start) => start.parentElement?.localName === 'process');
  return starts.flatMap((start) =>
    [...start.children].flatMap((definition): Trigger[] => {
      switch (definition.localName) {
        case 'timerEventDefinition':
          return [{ kind: 'schedule', text: definition.textContent?.trim() ?? '' }];
        case 'messageEventDefinition':
          return [{ kind: 'message', text: named(definition.getAttribute('messageRef')) }];
        case 'signalEventDefinition':
          return [{ kind: 'signal', text: named(definition.getAttribute('signalRef')) }];
        case 'conditionalEventDefinition':
          return [{ kind: 'condition', text: definition.textContent?.trim() ?? '' }];
        default:
          return [];
      }
    }),
  );
}

/** Keys of the runbooks that a diagram calls. */
export function callsOf(xml: string): string[] {
  const diagram = new DOMParser().parseFromString(xml, 'application/xml');
  const called = [...diagram.getElementsByTagNameNS(MODEL, 'callActivity')].map((call) => call.getAttribute('calledElement') ?? '');
  return [...new Set(called.filter((key) => key && !key.includes('${')))];
}
