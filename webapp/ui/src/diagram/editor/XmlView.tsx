import { Copy } from '../../components/Values';
import classes from './Editor.module.css';

/** The diagram as the file it would be. */
export function XmlView({ xml }: { xml: string }) {
  return (
    <div className={classes.xml}>
      <span className={classes.xmlCopy}>
        <Copy text={xml} what="the XML" />
      </span>
      <pre className="mono" tabIndex={0}>
        {xml}
      </pre>
    </div>
  );
}
