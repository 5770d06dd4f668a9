import type { MoveWay, PlacedInstance } from './migration.model.js';

export interface EffectCounts {
  total: number;
  inPlace: number;
  reseat: number;
  impossible: number;
}

export type PlacedGroup = Pick<PlacedInstance, 'places' | 'way' | 'reasons' | 'sourceKey'> & {
  open: number;
  ended: number;
};

export function countsOf(instances: readonly { way: MoveWay }[]): EffectCounts {
  const of = (way: MoveWay) => instances.filter((instance) => instance.way === way).length;
  return { total: instances.length, inPlace: of('IN_PLACE'), reseat: of('RESEAT'), impossible: of('IMPOSSIBLE') };
}

const DIFFICULTY: Record<MoveWay, number> = { IMPOSSIBLE: 0, RESEAT: 1, IN_PLACE: 2 };

/** The hard ones first, then what concerns most. */
export function groupsOf(open: readonly PlacedInstance[], ended: readonly PlacedInstance[]): PlacedGroup[] {
  const groups = new Map<string, PlacedGroup>();
  const add = (instances: readonly PlacedInstance[], count: 'open' | 'ended') => {
    for (const { places, way, reasons, sourceKey } of instances) {
      const key = JSON.stringify([places, way, reasons]);
      const group = groups.get(key) ?? { places, way, reasons, sourceKey, open: 0, ended: 0 };
      group[count] += 1;
      groups.set(key, group);
    }
  };
  add(open, 'open');
  add(ended, 'ended');
  return [...groups.values()].sort(
    (one, other) => DIFFICULTY[one.way] - DIFFICULTY[other.way] || other.open - one.open || other.ended - one.ended,
  );
}
