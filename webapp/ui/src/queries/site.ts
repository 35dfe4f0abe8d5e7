import { useQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { keys } from './keys';

const LOOK_AGAIN = 30_000;

export function useHosts(enabled = true) {
  return useQuery({ enabled, queryKey: keys.hosts, queryFn: () => take(api.GET('/api/v1/hosts')), refetchInterval: LOOK_AGAIN });
}

export function useServices(enabled = true) {
  return useQuery({ enabled, queryKey: keys.services, queryFn: () => take(api.GET('/api/v1/services')), refetchInterval: LOOK_AGAIN });
}

export function useConnectors() {
  return useQuery({ queryKey: keys.connectors, queryFn: () => take(api.GET('/api/v1/connectors')), staleTime: 300_000 });
}
