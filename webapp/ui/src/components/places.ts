import { IconActivity, IconChecks, IconHistory, IconMap2, IconPlugConnected, IconServer, IconSettings, type Icon } from '@tabler/icons-react';

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
  { to: '/approvals', label: 'Approvals', icon: IconChecks, words: 'decide approve reject inbox tasks' },
  { to: '/site', label: 'Site', icon: IconServer, words: 'hosts services containers versions' },
  { to: '/connectors', label: 'Connectors', icon: IconPlugConnected, words: 'operations reference templates' },
  { to: '/settings', label: 'Settings', icon: IconSettings, words: 'users tokens about api appearance' },
];
