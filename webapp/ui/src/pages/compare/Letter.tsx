import classes from './Compare.module.css';

/** Stands for one of the two runs, everywhere on this page. */
export function Letter({ letter }: { letter: 'A' | 'B' }) {
  return (
    <span className={classes.letter} data-side={letter === 'A' ? 'first' : 'second'}>
      {letter}
    </span>
  );
}
