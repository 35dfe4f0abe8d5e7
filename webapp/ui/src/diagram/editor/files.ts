import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { INK } from './make';

/** Hands a file to the person. */
export function give(name: string, content: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** The diagram as a picture that can stand by itself: the colours of the page become those of paper. */
export async function exportSvg(modeler: BpmnModeler): Promise<string> {
  const { svg } = await modeler.saveSVG();
  return svg.replaceAll(INK.fill, '#ffffff').replaceAll(INK.stroke, '#22242a').replaceAll(INK.text, '#1b1d26');
}
