import type { Look } from '../components/states';

/** What happened at one element of a diagram. */
export interface ElementMark {
  /** State, if there is anything to be said of it. */
  look?: Look;
  /** Word for the state: never colour alone. */
  label?: string;
  /** How often it was passed; shown from two on. */
  count?: number;
  /** How many of those failed. */
  failed?: number;
  /** Somebody or something is here now. */
  token?: boolean;
  /** How long it took in all, in words. */
  took?: string;
  /** From 0 to 1: how much of the time went here. */
  heat?: number;
  /** Of two runs: who went here, and that they came to different ends here. Also for flows. */
  side?: 'first' | 'second' | 'both' | 'differs';
}

export interface DiagramProps {
  xml: string;
  /** By the id of the element. */
  marks?: Record<string, ElementMark>;
  /** Ids of the sequence flows that were taken. */
  path?: readonly string[];
  selected?: string | null;
  /** An element was chosen; null for the empty canvas. */
  onSelect?: (elementId: string | null) => void;
  showHeat?: boolean;
  /** Said to those who do not see it. */
  label: string;
}
