import type BpmnModeler from 'bpmn-js/lib/Modeler';
import type { Moddle } from './moddle';

export type Template = Record<string, unknown> & {
  id: string;
  name: string;
  description?: string;
  keywords?: string[];
  category?: { id: string; name: string };
  icon?: { contents: string };
};

/** A shape or connection on the canvas. */
export interface Drawn {
  id: string;
  type: string;
  businessObject: Moddle;
  parent?: Drawn;
  labelTarget?: Drawn;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  waypoints?: { x: number; y: number }[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Services {
  canvas: {
    addMarker(id: string, marker: string): void;
    removeMarker(id: string, marker: string): void;
    scrollToElement(id: string, padding?: number): void;
    getContainer(): HTMLElement;
    getRootElement(): Drawn;
    getRootElements(): Drawn[];
    setRootElement(root: Drawn): void;
    findRoot(element: Drawn): Drawn | undefined;
    viewbox(box?: Box): { inner: Box; outer: { width: number; height: number } } & Box;
    resized(): void;
    focus(): void;
    getLayer(name: string, index: number): SVGGElement;
    zoom(how: string): void;
  };
  commandStack: { undo(): void; redo(): void; canUndo(): boolean; canRedo(): boolean };
  elementRegistry: { get(id: string): Drawn | undefined; getAll(): Drawn[]; filter(test: (element: Drawn) => boolean): Drawn[] };
  selection: { get(): Drawn[]; select(element: Drawn | Drawn[] | null): void };
  modeling: {
    updateModdleProperties(element: Drawn, moddle: Moddle, values: Record<string, unknown>): void;
    updateProperties(element: Drawn, values: Record<string, unknown>): void;
  };
  moddle: { create(type: string, attributes?: Record<string, unknown>): Moddle; ids: { assigned(id: string): unknown } };
  overlays: {
    add(id: string, type: string, overlay: { position: object; html: HTMLElement; show?: object }): string;
    remove(filter: { type: string }): void;
  };
  create: { start(event: Event, shape: Drawn): void };
  autoPlace: { append(source: Drawn, shape: Drawn): Drawn };
  elementTemplates: { createElement(template: Template): Drawn };
  elementTemplatesLoader: { setTemplates(templates: Template[]): void };
  zoomScroll: { stepZoom(step: number): void };
  minimap: { open(): void; close(): void };
  eventBus: { on(names: string | string[], call: (event: never) => void): void };
  propertiesPanel: { attachTo(parent: HTMLElement): void };
}

/** A part of bpmn-js, with its type. */
export function part<K extends keyof Services>(modeler: BpmnModeler, name: K): Services[K] {
  return modeler.get<Services[K]>(name);
}
