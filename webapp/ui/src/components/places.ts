import { IconHistory, type Icon } from '@tabler/icons-react';

export interface Place {
  to: string;
  label: string;
  icon: Icon;
  words: string;
}

/** Where one can go; what is not there is not linked. */
export const places: Place[] = [{ to: '/runs', label: 'Runs', icon: IconHistory, words: 'history table search executions' }];
