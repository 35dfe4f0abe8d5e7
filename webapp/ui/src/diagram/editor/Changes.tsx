import type { Change, ChangeKind } from './diff';
import classes from './Editor.module.css';

const WORDS: Record<ChangeKind, string> = { added: '+ Added', removed: '− Removed', changed: '~ Changed', moved: '↔ Moved' };

/** What differs, property by property. What was only moved is counted, not listed. */
export function Changes({ changes, onSelect }: { changes: Change[]; onSelect: (id: string) => void }) {
  const moved = changes.filter((c) => c.kind === 'moved').length;
  const shown = changes.filter((c) => c.kind !== 'moved');
  return (
    <>
      {shown.length > 0 && (
        <table className={classes.changes} aria-label="Changes">
          <thead>
            <tr>
              <th scope="col">Element</th>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          {shown.map((change) => (
            <tbody key={`${change.kind} ${change.id}`}>
              {(change.properties.length > 0 ? change.properties : [{ name: '' } as Change['properties'][number]]).map((property, index) => (
                <tr key={property.name}>
                  {index === 0 && (
                    <th scope="rowgroup" rowSpan={Math.max(1, change.properties.length)}>
                      <span className={classes.kind} data-kind={change.kind}>
                        {WORDS[change.kind]}
                      </span>
                      {change.kind === 'removed' ? (
                        <span>{change.name || change.id}</span>
                      ) : (
                        <button type="button" className="plain" onClick={() => onSelect(change.id)}>
                          {change.name || change.id}
                        </button>
                      )}
                      <div className="dim">
                        {change.type} <span className="mono">{change.id}</span>
                      </div>
                    </th>
                  )}
                  <td>{property.name}</td>
                  <td className="mono">{property.before !== undefined && <del>{property.before}</del>}</td>
                  <td className="mono">{property.after !== undefined && <ins>{property.after}</ins>}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
      {moved > 0 && <p className="dim">{moved === 1 ? 'One element was' : `${moved} elements were`} only moved.</p>}
    </>
  );
}
