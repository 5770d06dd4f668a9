import { useMemo } from 'react';
import { useQuery } from 'urql';
import {
  AreasDocument,
  type AreasQuery,
  CategoriesDocument,
  type CategoriesQuery,
  UnitsDocument,
  type UnitsQuery,
} from '../gql/documents.generated.js';

export type CategoryItem = CategoriesQuery['categories'][number];
export type UnitItem = UnitsQuery['units'][number];
export type AreaItem = AreasQuery['areas'][number];

/** All categories in display order; asked once, shared by every picker. */
export function useCategories(): { categories: CategoryItem[]; loading: boolean } {
  const [{ data, fetching }] = useQuery({ query: CategoriesDocument });
  return { categories: data?.categories ?? none, loading: fetching };
}

export function useUnits(): { units: UnitItem[]; loading: boolean } {
  const [{ data, fetching }] = useQuery({ query: UnitsDocument });
  return { units: data?.units ?? none, loading: fetching };
}

export function useAreas(): { areas: AreaItem[]; loading: boolean } {
  const [{ data, fetching }] = useQuery({ query: AreasDocument });
  return { areas: data?.areas ?? none, loading: fetching };
}

const none: never[] = [];

/** Leaves only: what a case may be filed under. */
export function useLeafCategories(): { categories: CategoryItem[]; loading: boolean } {
  const { categories, loading } = useCategories();
  const leaves = useMemo(() => {
    const parents = new Set(categories.map((category) => category.parentCode));
    return categories.filter((category) => !parents.has(category.code));
  }, [categories]);
  return { categories: leaves, loading };
}
