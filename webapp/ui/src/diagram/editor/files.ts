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

/** The text of a file in the encoding that its first line names; afterwards it is UTF-8 and says so. */
export async function readText(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  const head = new TextDecoder('latin1').decode(bytes.slice(0, 200));
  const named = /^[^<]*<\?xml[^>]*\sencoding=["']([\w-]+)["']/.exec(head)?.[1];
  const marked = /^(\xff\xfe|\xfe\xff)/.exec(head)?.[1];
  const text = decoder(marked ? (marked === '\xff\xfe' ? 'utf-16le' : 'utf-16be') : (named ?? 'utf-8')).decode(bytes);
  return text.replace(/^(\s*<\?xml[^>]*\sencoding=["'])[\w-]+/, '$1UTF-8');
}

function decoder(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    return new TextDecoder();
  }
}
