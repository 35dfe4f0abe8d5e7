// The editor in the browser: bpmn-js with the properties panel and element templates of Camunda 7.
import BpmnModeler from 'bpmn-js/lib/Modeler';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  CamundaPlatformPropertiesProviderModule
} from 'bpmn-js-properties-panel';
import { ElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import camundaModdle from 'camunda-bpmn-moddle/resources/camunda.json';

const EMPTY = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="definitions" targetNamespace="http://signalbox.io/test">
  <bpmn:process id="test" isExecutable="true"><bpmn:task id="step" name="Step" /></bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="test">
    <bpmndi:BPMNShape id="step_di" bpmnElement="step"><dc:Bounds x="100" y="100" width="100" height="80" /></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;

const modeler = new BpmnModeler({
  container: '#canvas',
  propertiesPanel: { parent: '#panel' },
  additionalModules: [
    BpmnPropertiesPanelModule,
    BpmnPropertiesProviderModule,
    CamundaPlatformPropertiesProviderModule,
    ElementTemplatesPropertiesProviderModule
  ],
  moddleExtensions: { camunda: camundaModdle }
});

const step = () => modeler.get('elementRegistry').get('step');

async function open(xml) {
  const { warnings } = await modeler.importXML(xml);
  if (warnings.length) {
    throw new Error(warnings.map(warning => warning.message).join('\n'));
  }
}

async function save() {
  return (await modeler.saveXML({ format: true })).xml;
}

window.editor = {
  save,

  /** Opens a diagram, shows its step in the panel, and saves it. */
  async reopen(xml) {
    await open(xml);
    modeler.get('selection').select(step());
    return save();
  },

  /** What the editor has against the templates. */
  load(templates) {
    const refused = [];
    modeler.on('elementTemplates.errors', ({ errors }) => refused.push(...errors.map(error => error.message)));
    modeler.get('elementTemplatesLoader').setTemplates(templates);
    return refused;
  },

  /** Chooses a template for a plain task, saves, opens what was saved and saves again. */
  async apply(id) {
    await open(EMPTY);
    const templates = modeler.get('elementTemplates');
    templates.applyTemplate(step(), templates.getLatest(id)[0]);
    const saved = await save();
    return { saved, again: await this.reopen(saved), recognised: templates.get(step())?.id };
  }
};
