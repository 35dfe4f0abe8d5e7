import { useQuery } from '@tanstack/react-query';
import type { Run } from '../../api/client';
import { Failure, Loading } from '../../components/Feedback';
import { lazily } from '../../components/lazily';
import { keys } from '../../queries/keys';

const Changes = lazily(async () => (await import('../../diagram/editor/Changes')).Changes, <Loading rows={3} />);

/** In what the diagrams of two versions differ. */
export function ModelChanges({ before, after, onSelect }: { before: string | undefined; after: string | undefined; onSelect: (id: string) => void }) {
  const changes = useQuery({
    queryKey: keys.difference(before ?? '', after ?? ''),
    queryFn: async () => (await import('../../diagram/editor/diff')).compare(before ?? '', after ?? ''),
    enabled: before !== undefined && after !== undefined,
    staleTime: Infinity,
    gcTime: 60_000,
  });
  if (changes.error) return <Failure error={changes.error} what="The diagrams cannot be compared" retry={changes.refetch} />;
  if (!changes.data) return <Loading rows={3} />;
  if (changes.data.length === 0) return <p className="dim">The diagrams do the same and look the same.</p>;
  return <Changes changes={changes.data} onSelect={onSelect} />;
}

export function Model({ first, second, before, after, onSelect }: { first: Run; second: Run; before: string | undefined; after: string | undefined; onSelect: (id: string) => void }) {
  if (first.version === second.version) return <p className="dim">Both ran version {first.version}.</p>;
  return <ModelChanges before={before} after={after} onSelect={onSelect} />;
}
