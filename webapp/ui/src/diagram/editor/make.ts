import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'bpmn-js-element-templates/dist/assets/element-templates.css';
import '@bpmn-io/element-template-chooser/dist/element-template-chooser.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import './bpmn.css';
import templateChooser from '@bpmn-io/element-template-chooser';
import { CreateAppendAnythingModule, CreateAppendElementTemplatesModule } from 'bpmn-js-create-append-anything';
import { ElementTemplatesPropertiesProviderModule } from 'bpmn-js-element-templates';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaPlatformPropertiesProviderModule } from 'bpmn-js-properties-panel';
import BpmnModeler from 'bpmn-js/lib/Modeler';
import behaviors from 'camunda-bpmn-js-behaviors/lib/camunda-platform';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import minimap from 'diagram-js-minimap';
import { sharedClipboard } from './clipboard';
import { keeper } from '../keep';
import { smoothMoves } from '../moving';
import { panelGroups } from './panel';
import { templateElements } from './templates';
import type { Template } from './services';

/** Colours are variables of the page, so that light and dark change under a diagram that is being edited. */
export const INK = { fill: 'var(--sb-diagram-fill)', stroke: 'var(--sb-diagram-stroke)', text: 'var(--sb-diagram-text)' };

/** bpmn-js with all that the editor of runbooks adds to it, but the place of its properties panel. */
export function makeEditor(canvas: HTMLElement, templates: Template[]): BpmnModeler {
  return new BpmnModeler({
    container: canvas,
    moddleExtensions: { camunda },
    bpmnRenderer: { defaultFillColor: INK.fill, defaultStrokeColor: INK.stroke, defaultLabelColor: INK.text },
    textRenderer: { defaultStyle: { fontFamily: "'Inter Variable', system-ui, sans-serif" }, externalStyle: { fontFamily: "'Inter Variable', system-ui, sans-serif" } },
    elementTemplates: templates,
    exporter: { name: 'Signalbox' },
    additionalModules: [
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      CamundaPlatformPropertiesProviderModule,
      ElementTemplatesPropertiesProviderModule,
      CreateAppendAnythingModule,
      CreateAppendElementTemplatesModule,
      templateChooser,
      behaviors,
      minimap,
      panelGroups,
      templateElements,
      keeper,
      smoothMoves,
      sharedClipboard,
    ],
  });
}
