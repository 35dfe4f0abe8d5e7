import type { Moddle } from './moddle';
import type { Drawn, Template } from './services';

interface Templates {
  createElement?: (template: Template, options?: unknown) => Drawn;
  applyTemplate(element: Drawn, template: Template): Drawn;
}
interface Ids {
  assigned(id: string): unknown;
  claim(id: string, element: Moddle): void;
}

const CHOSEN = Symbol('template');
type Chosen = Drawn & { [CHOSEN]?: Template | undefined };

/**
 * Elements made from a template, which the templates of Camunda 7 cannot make by themselves. The template is applied when the element
 * finds its place, within the same command, so that one undo takes both back.
 */
function TemplateElements(
  elementTemplates: Templates,
  elementFactory: { create(kind: 'shape', attributes: object): Drawn },
  bpmnFactory: { create(type: string, attributes: object): Moddle },
  moddle: { ids: Ids },
  eventBus: { on(name: string, priority: number, call: (event: { context: { shape: Chosen } }) => void): void },
) {
  elementTemplates.createElement = (template) => {
    const type = (template.elementType as { value?: string } | undefined)?.value ?? (template.appliesTo as string[])[0] ?? 'bpmn:Task';
    const id = freeId(template.id, (taken) => Boolean(moddle.ids.assigned(taken)));
    const businessObject = bpmnFactory.create(type, { id, name: template.name });
    moddle.ids.claim(id, businessObject);
    const shape: Chosen = elementFactory.create('shape', { type, businessObject });
    shape[CHOSEN] = template;
    return shape;
  };
  eventBus.on('commandStack.shape.create.postExecute', 2000, ({ context: { shape } }) => {
    const template = shape[CHOSEN];
    if (!template) return;
    shape[CHOSEN] = undefined;
    // It is of the right type already; told the type again, the template would put another element in its place.
    elementTemplates.applyTemplate(shape, { ...template, elementType: undefined });
  });
}
TemplateElements.$inject = ['elementTemplates', 'elementFactory', 'bpmnFactory', 'moddle', 'eventBus'];

/** An id that expressions can read, made from the operation: {@code io.signalbox.http.wait-until} gives {@code wait_until}. */
export function freeId(template: string, taken: (id: string) => boolean): string {
  const base = (template.split('.').at(-1) ?? '').replace(/\W+/g, '_').replace(/^(\d)/, '_$1') || 'step';
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}_${n}`;
    if (!taken(id)) return id;
  }
}

export const templateElements = { __init__: ['signalboxTemplateElements'], signalboxTemplateElements: ['type', TemplateElements] };
