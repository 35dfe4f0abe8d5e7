import { IconBraces } from '@tabler/icons-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { ConnectorView } from '../../api/client';
import classes from './Editor.module.css';
import type { Moddle } from './moddle';
import { known, type Variable } from './scope';

type Writable = HTMLInputElement | HTMLTextAreaElement;

/** Fields that hold a name or a fact, not an expression. */
const PLAIN = /^(bio-properties-panel-)?(id|name|versionTag|isExecutable|processId|processName|historyTimeToLive|.*[-_.](resultVariable|retry)|elementVariable|errorCode|errorName|messageName)$/i;

/** A list of the variables known where the cursor is, beside the field that has it. Opened by its button, Ctrl+Space, or by typing a dollar and a brace. */
export function InsertVariable({ panel, root, selected, connectors }: { panel: RefObject<HTMLElement | null>; root: Moddle; selected: string | undefined; connectors: ConnectorView[] }) {
  const [field, setField] = useState<Writable | null>(null);
  const [place, setPlace] = useState({ top: 0, left: 0 });
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const around = panel.current;
    if (!around) return;
    const find = (target: EventTarget | null): Writable | null => {
      const entry = target instanceof Element ? target.closest('[data-entry-id]') : null;
      const writable = (target instanceof HTMLInputElement && target.type === 'text') || target instanceof HTMLTextAreaElement;
      return writable && !target.readOnly && !PLAIN.test(entry?.getAttribute('data-entry-id') ?? target.id) ? target : null;
    };
    const focused = ({ target }: FocusEvent) => {
      const found = find(target);
      setField(found);
      setOpen(false);
      if (found) setPlace(beside(found));
    };
    const left = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && (box.current?.contains(relatedTarget) || around.contains(relatedTarget)))) setField(null);
    };
    const typed = ({ target }: Event) => {
      const found = find(target);
      if (found?.value.slice(0, found.selectionStart ?? 0).endsWith('${')) setOpen(true);
    };
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.code === 'Space' && find(event.target)) {
        event.preventDefault();
        setOpen(true);
      }
    };
    const moved = () => setField(null);
    around.addEventListener('focusin', focused);
    around.addEventListener('focusout', left);
    around.addEventListener('input', typed);
    around.addEventListener('keydown', pressed);
    around.addEventListener('scroll', moved, true);
    return () => {
      around.removeEventListener('focusin', focused);
      around.removeEventListener('focusout', left);
      around.removeEventListener('input', typed);
      around.removeEventListener('keydown', pressed);
      around.removeEventListener('scroll', moved, true);
    };
  }, [panel]);

  if (!field) return null;
  const secret = /secret|password|token/i.test(`${field.id} ${field.labels?.[0]?.textContent ?? ''}`);
  return (
    <div ref={box} className={classes.insert} style={place} onBlur={({ relatedTarget }) => relatedTarget instanceof Node && !box.current?.contains(relatedTarget) && relatedTarget !== field && setField(null)}>
      {open ? (
        <Choice
          variables={known(root, selected, connectors.flatMap((c) => c.operations), secret)}
          onChoose={(variable) => {
            insert(field, variable.path);
            setOpen(false);
          }}
          onClose={() => {
            setOpen(false);
            field.focus();
          }}
        />
      ) : (
        <button type="button" className={classes.insertButton} aria-label="Insert a variable" title="Insert a variable (Ctrl Space)" onMouseDown={(event) => event.preventDefault()} onClick={() => setOpen(true)}>
          <IconBraces size={13} />
        </button>
      )}
    </div>
  );
}

function Choice({ variables, onChoose, onClose }: { variables: Variable[]; onChoose: (variable: Variable) => void; onClose: () => void }) {
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = variables.filter((v) => words.every((word) => `${v.path} ${v.label} ${v.group}`.toLowerCase().includes(word)));
  const current = Math.min(at, fitting.length - 1);
  useEffect(() => {
    search.current?.focus();
  }, []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current, wanted]);
  return (
    <div className={classes.choice} role="dialog" aria-label="Insert a variable">
      <input
        ref={search}
        role="combobox"
        aria-expanded
        aria-controls="known-variables"
        aria-activedescendant={fitting[current] ? `known-${current}` : undefined}
        aria-label="Find a variable"
        placeholder="Find a variable"
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          const chosen = fitting[current];
          if (step) setAt(Math.max(0, Math.min(fitting.length - 1, current + step)));
          else if (event.key === 'Enter' && chosen) onChoose(chosen);
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <ul ref={list} id="known-variables" role="listbox" aria-label="Variables known here">
        {fitting.map((variable, index) => (
          <li key={`${variable.group} ${variable.path}`} id={`known-${index}`} role="option" aria-selected={index === current} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(variable)} onMouseEnter={() => setAt(index)}>
            {variable.group !== fitting[index - 1]?.group && <div className={classes.group}>{variable.group}</div>}
            <div className={classes.variable}>
              <span className="mono">{variable.path}</span>
              {variable.type && <span className="dim">{variable.type}</span>}
              <span className={`dim ${classes.said}`}>{variable.label}</span>
            </div>
          </li>
        ))}
      </ul>
      {fitting.length === 0 && <p className="dim">Nothing of that name is known here.</p>}
    </div>
  );
}

/** Writes the expression where the cursor was; a brace that was opened already is closed. */
function insert(field: Writable, path: string): void {
  const at = field.selectionStart ?? field.value.length;
  const before = field.value.slice(0, at).replace(/\$\{$/, '');
  const after = field.value.slice(field.selectionEnd ?? at);
  const value = `${before}\${${path}}${after}`;
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
  const end = value.length - after.length;
  field.setSelectionRange(end, end);
}

function beside(field: Writable): { top: number; left: number } {
  const { top, right } = field.getBoundingClientRect();
  return { top: top + 2, left: right - 24 };
}
