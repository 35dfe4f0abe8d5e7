import { useComputedColorScheme } from '@mantine/core';

const LIGHT = { fill: '#ffffff', stroke: '#4a4d5a', text: '#1b1d26' };
const DARK = { fill: '#15171e', stroke: '#8b8fa0', text: '#e6e7ec' };

/** Colours of a diagram that nothing is said of; bpmn-js wants them when it is made. */
export function useColours() {
  return useComputedColorScheme('light') === 'dark' ? DARK : LIGHT;
}
