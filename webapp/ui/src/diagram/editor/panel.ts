import { is, type Moddle } from './moddle';

interface Group {
  id: string;
}
interface Panel {
  registerProvider(priority: number, provider: { getGroups(element: { businessObject?: Moddle }): (groups: Group[]) => Group[] }): void;
}

/** Inputs have a table of their own, and what Signalbox refuses to run is not offered. */
const ELSEWHERE = new Set(['CamundaPlatform__FormData', 'CamundaPlatform__Form', 'CamundaPlatform__StartInitiator']);
const REFUSED = new Set([
  'CamundaPlatform__ExecutionListener',
  'CamundaPlatform__TaskListener',
  'CamundaPlatform__FieldInjection',
  'CamundaPlatform__ConnectorInput',
  'CamundaPlatform__ConnectorOutput',
  'CamundaPlatform__Tasklist',
  'CamundaPlatform__CandidateStarter',
]);

function PanelGroups(this: unknown, propertiesPanel: Panel) {
  propertiesPanel.registerProvider(100, {
    getGroups: (element) => (groups) => {
      const start = is(element.businessObject, 'bpmn:StartEvent');
      return groups.filter(({ id }) => !REFUSED.has(id) && !(start && ELSEWHERE.has(id)));
    },
  });
}
PanelGroups.$inject = ['propertiesPanel'];

export const panelGroups = { __init__: ['signalboxPanelGroups'], signalboxPanelGroups: ['type', PanelGroups] };
