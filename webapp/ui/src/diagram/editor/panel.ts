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

/** Names the buttons of groups after what they open and says whether it is open; the library calls all of them the same. Returns how to stop. */
export function nameGroups(panel: HTMLElement): () => void {
  const name = () => {
    for (const header of panel.querySelectorAll('.bio-properties-panel-group-header')) {
      const button = header.querySelector('button.bio-properties-panel-arrow');
      const title = header.querySelector('.bio-properties-panel-group-header-title')?.textContent;
      if (!button || !title) continue;
      button.setAttribute('aria-label', title);
      button.setAttribute('aria-expanded', String(header.classList.contains('open')));
    }
  };
  const observer = new MutationObserver(name);
  observer.observe(panel, { childList: true, subtree: true, attributeFilter: ['class'] });
  return () => observer.disconnect();
}
