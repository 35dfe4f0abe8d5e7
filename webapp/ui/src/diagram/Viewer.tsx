import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Failure } from '../components/Feedback';
import { marking, pathing, select } from './draw';
import { keeper } from './keep';
import { smoothMoves } from './moving';
import { prepare } from './prepare';
import type { DiagramProps } from './model';
import classes from './Viewer.module.css';
import { useColours } from './useColours';

/** Draws a diagram with bpmn-js. The mark of its makers stays in the corner, as their licence asks. */
export default function Viewer({ xml, marks, path, selected, onSelect, showHeat = false, label }: DiagramProps) {
  const canvas = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const colours = useColours();
  const choose = useRef(onSelect);
  useEffect(() => {
    choose.current = onSelect;
  });

  useEffect(() => {
    if (!canvas.current) return;
    let gone = false;
    const made = new NavigatedViewer({
      container: canvas.current,
      moddleExtensions: { camunda },
      additionalModules: [keeper, smoothMoves],
      textRenderer: { defaultStyle: { fontFamily: FONT, fontSize: 12 }, externalStyle: { fontFamily: FONT, fontSize: 11 } },
      bpmnRenderer: { defaultFillColor: colours.fill, defaultStrokeColor: colours.stroke, defaultLabelColor: colours.text },
    });
    made.on('element.click', (event: { element: { id: string; parent?: unknown; type: string } }) => {
      const { element } = event;
      choose.current?.(element.parent && element.type !== 'label' ? element.id : null);
    });
    open(made, xml).then(
      () => {
        if (gone) return;
        fit(made);
        setError(null);
        setViewer(made);
      },
      (problem: unknown) => {
        if (!gone) setError(problem instanceof Error ? problem : new Error(String(problem)));
      },
    );
    const resized = new ResizeObserver(() => made.get<{ resized(): void }>('canvas').resized());
    resized.observe(canvas.current);
    return () => {
      gone = true;
      resized.disconnect();
      setViewer(null);
      made.destroy();
    };
  }, [xml, colours]);

  const drawPath = useMemo(() => viewer && pathing(viewer), [viewer]);
  const drawMarks = useMemo(() => viewer && marking(viewer), [viewer]);
  useEffect(() => drawPath?.(path ?? []), [drawPath, path]);
  useEffect(() => drawMarks?.(marks ?? {}, showHeat), [drawMarks, marks, showHeat]);
  useEffect(() => (viewer && selected ? select(viewer, selected) : undefined), [viewer, selected]);

  const zoom = (step: number) => viewer?.get<{ stepZoom(step: number): void }>('zoomScroll').stepZoom(step);
  return (
    <div className={classes.frame}>
      {error && <Failure error={error} what="This diagram cannot be drawn" />}
      <div ref={canvas} className={classes.canvas} role="group" aria-label={label} data-heat={showHeat || undefined} />
      <div className={classes.controls}>
        <Tooltip label="Zoom in" position="left">
          <ActionIcon variant="default" aria-label="Zoom in" onClick={() => zoom(1)}>
            <IconPlus size={14} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Zoom out" position="left">
          <ActionIcon variant="default" aria-label="Zoom out" onClick={() => zoom(-1)}>
            <IconMinus size={14} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Show all of it" position="left">
          <ActionIcon variant="default" aria-label="Show all of it" onClick={() => viewer && fit(viewer)}>
            <IconMaximize size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}

async function open(viewer: NavigatedViewer, xml: string): Promise<void> {
  const prepared = prepare(xml);
  await viewer.importXML(prepared.xml, prepared.drawings[0]?.id);
}

const FONT = "'Inter Variable', sans-serif";
const MARGIN = 28;
const LARGEST = 1.15;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** All of it in sight, but never so large that it looks like a poster. */
function fit(viewer: NavigatedViewer): void {
  const canvas = viewer.get<{
    viewbox(box?: Box): { inner: Box; outer: { width: number; height: number } };
  }>('canvas');
  const { inner, outer } = canvas.viewbox();
  if (!(outer.width > 0) || !(inner.width > 0)) return;
  const scale = Math.min((outer.width - 2 * MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height, LARGEST);
  const width = outer.width / scale;
  const height = outer.height / scale;
  canvas.viewbox({ x: inner.x - (width - inner.width) / 2, y: inner.y - (height - inner.height) / 2, width, height });
}
