import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useMemo, useState } from 'react';
import classes from './Editor.module.css';
import { part, type Template } from './services';

/** Our operations by connector: one is dragged onto the canvas, or clicked to follow what is selected. */
export function Steps({ modeler, templates, selected, narrow, onDone }: { modeler: BpmnModeler | null; templates: Template[]; selected: string[]; narrow: boolean; onDone: () => void }) {
  const [wanted, setWanted] = useState('');
  const groups = useMemo(() => byConnector(templates, wanted), [templates, wanted]);

  const append = (template: Template, event: Event) => {
    if (!modeler) return;
    const shape = part(modeler, 'elementTemplates').createElement(template);
    const registry = part(modeler, 'elementRegistry');
    const after = selected.length === 1 ? registry.get(selected[0] ?? '') : loose(modeler);
    if (after?.parent && !after.waypoints && canFollow(after.type)) {
      part(modeler, 'selection').select(part(modeler, 'autoPlace').append(after, shape));
      part(modeler, 'canvas').scrollToElement(shape.id, 100);
    } else {
      part(modeler, 'create').start(event, shape);
    }
    onDone();
  };
  return (
    <aside className={classes.steps} aria-label="Steps">
      <TextInput
        aria-label="Find a step"
        placeholder="Find a step"
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        leftSection={<IconSearch size={13} />}
        rightSection={wanted && <CloseButton size="xs" aria-label="Show all" onClick={() => setWanted('')} />}
        className={classes.find}
      />
      <div className={classes.stepList}>
        {groups.length === 0 && <p className="dim">No operation is called so.</p>}
        {groups.map(([connector, all]) => (
          <section key={connector} aria-label={connector}>
            <h2>{connector}</h2>
            {all.map((template) => (
              <button
                key={template.id}
                type="button"
                className={classes.step}
                title={template.description}
                draggable={!narrow}
                onDragStart={(event) => {
                  event.preventDefault();
                  if (modeler) part(modeler, 'create').start(event.nativeEvent, part(modeler, 'elementTemplates').createElement(template));
                }}
                onClick={(event) => append(template, event.nativeEvent)}
              >
                {template.icon && <img src={template.icon.contents} alt="" width={16} height={16} />}
                <span>{template.name}</span>
              </button>
            ))}
          </section>
        ))}
      </div>
      <p className={classes.tip}>Click to follow what is selected, or drag. Keys on the canvas: Ctrl F finds, A appends, N adds, R replaces, E names.</p>
    </aside>
  );
}

function byConnector(templates: Template[], wanted: string): [string, Template[]][] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Template[]>();
  for (const template of templates) {
    const said = [template.name, template.description, template.category?.name, ...(template.keywords ?? [])].join(' ').toLowerCase();
    if (!words.every((word) => said.includes(word))) continue;
    const group = template.category?.name ?? 'Other';
    groups.set(group, [...(groups.get(group) ?? []), template]);
  }
  return [...groups];
}

/** If just one element leads nowhere yet, it is the one to go on from. */
function loose(modeler: BpmnModeler) {
  const ends = part(modeler, 'elementRegistry').filter(
    ({ type, businessObject, labelTarget }) => !labelTarget && canFollow(type) && !businessObject.get('triggeredByEvent') && ((businessObject.get('outgoing') as unknown[] | undefined) ?? []).length === 0,
  );
  return ends.length === 1 ? ends[0] : undefined;
}

function canFollow(type: string): boolean {
  return /(Task|Gateway|StartEvent|BoundaryEvent|IntermediateThrowEvent|IntermediateCatchEvent|CallActivity|SubProcess)$/.test(type);
}
