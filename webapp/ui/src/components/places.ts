import { IconActivity, IconHistory, IconMap2, IconPlugConnected, IconServer, type Icon } from '@tabler/icons-react';

export interface Place {
  to: string;
  label: string;
  icon: Icon;
  words: string;
}

/** Where one can go; what is not there is not linked. */
export const places: Place[] = [
  { to: '/', label: 'Now', icon: IconActivity, words: 'start home dashboard overview' },
  { to: '/runbooks', label: 'Runbooks', icon: IconMap2, words: 'library diagrams start' },
  { to: '/runs', label: 'Runs', icon: IconHistory, words: 'history table search executions' },
  { to: '/site', label: 'Site', icon: IconServer, words: 'hosts services containers versions' },
  { to: '/connectors', label: 'Connectors', icon: IconPlugConnected, words: 'operations reference templates' },
];
