import { Fragment, type ReactNode } from 'react';
import { parse, type Block, type Inline } from './markdown';
import classes from './Markdown.module.css';

/** Text with marks, as people write it. It becomes elements, never HTML: nothing that is written in it can do anything. */
export function Markdown({ text }: { text: string }) {
  return <div className={classes.text}>{parse(text).map(block)}</div>;
}

function block(it: Block, key: number): ReactNode {
  switch (it.kind) {
    case 'heading': {
      // The page has a heading above.
      const Level = `h${Math.min(6, it.level + 2)}` as 'h3';
      return <Level key={key}>{inlines(it.text)}</Level>;
    }
    case 'paragraph':
      return <p key={key}>{inlines(it.text)}</p>;
    case 'code':
      return (
        <pre key={key} tabIndex={0}>
          {it.text}
        </pre>
      );
    case 'quote':
      return <blockquote key={key}>{it.blocks.map(block)}</blockquote>;
    case 'rule':
      return <hr key={key} />;
    case 'list': {
      const items = it.items.map((item, index) => <li key={index}>{item.map((inner, i) => (inner.kind === 'paragraph' ? <Fragment key={i}>{inlines(inner.text)}</Fragment> : block(inner, i)))}</li>);
      return it.ordered ? (
        <ol key={key} start={it.start}>
          {items}
        </ol>
      ) : (
        <ul key={key}>{items}</ul>
      );
    }
    case 'table':
      return (
        <div key={key} className={classes.scroller}>
          <table>
            <thead>
              <tr>
                {it.head.map((cell, index) => (
                  <th key={index} scope="col">
                    {inlines(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {it.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, i) => (
                    <td key={i}>{inlines(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function inlines(all: Inline[]): ReactNode {
  return all.map((it, key) => {
    switch (it.kind) {
      case 'text':
        return it.text;
      case 'code':
        return (
          <code key={key} className="mono">
            {it.text}
          </code>
        );
      case 'strong':
        return <strong key={key}>{inlines(it.inner)}</strong>;
      case 'emphasis':
        return <em key={key}>{inlines(it.inner)}</em>;
      case 'break':
        return <br key={key} />;
      case 'link':
        return (
          <a key={key} href={it.to} rel="noreferrer">
            {inlines(it.inner)}
          </a>
        );
    }
  });
}
