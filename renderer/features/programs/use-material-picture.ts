import { useQuery } from '@tanstack/react-query'
import { type Failure, toFailure } from '../../../contract/errors.ts'
import type { Material } from '../../../contract/program.ts'
import { call } from '../../bridge.ts'
import { queryKeys } from '../../queries.ts'

/** Pictures are megabytes: unused ones are evicted from the cache soon. */
const KEPT_MS = 60_000

export interface MaterialPicture {
  /** A data: URL; null until loaded. */
  url: string | null
  failure: Failure | null
  isBusy: boolean
  retry: () => void
}

/** A material's picture, loaded on demand; the card and the viewer share it. */
export function useMaterialPicture({
  programId,
  material,
  isWanted,
}: {
  programId: string
  material: Material
  isWanted: boolean
}): MaterialPicture {
  const query = useQuery({
    queryKey: [...queryKeys.programs, 'picture', programId, material.id],
    queryFn: () => call('programs.picture', { programId, materialId: material.id }),
    enabled: isWanted && material.canDownload,
    staleTime: Infinity,
    gcTime: KEPT_MS,
  })
  return {
    url: query.data ?? null,
    failure: query.isError ? toFailure(query.error) : null,
    isBusy: query.isFetching,
    retry: () => void query.refetch(),
  }
}
