import { useMediaQuery } from '@mantine/hooks';

/** Whether this is a phone, or as narrow as one. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
}
