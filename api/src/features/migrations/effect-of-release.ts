import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../access/viewer.js';
import type { Page } from '../../graphql/page.js';
import { type BindingEffect, BindingEffects } from './binding-effects.js';
import { ChangedModels, type ReleaseOrDrafts } from './changed-models.js';
import { type LimitEffect, LimitEffects } from './limit-effects.js';
import type { MoveWay } from './migration.model.js';
import { type ProcessEffect, ProcessEffects } from './process-effects.js';
import type { ShownInstance } from './show-migration.js';

export interface ReleaseEffect {
  last: number;
  processes: ProcessEffect[];
  limits: LimitEffect | null;
  bindings: BindingEffect[];
}

const MOST_ENDED = 1_000;

/** What a release would mean for cases: for those that run, were they migrated; for their limits; and what they meet at once. */
@Injectable()
export class EffectOfRelease {
  constructor(
    private readonly changes: ChangedModels,
    private readonly processes: ProcessEffects,
    private readonly limits: LimitEffects,
    private readonly bindings: BindingEffects,
  ) {}

  /** @throws NotPermitted, InvalidInput */
  async execute(
    { last: asked, ...what }: ReleaseOrDrafts & { last?: number | null },
    viewer: Viewer,
  ): Promise<ReleaseEffect> {
    const changes = await this.changes.of(what, viewer);
    const last = Math.min(Math.max(asked ?? 200, 0), MOST_ENDED);
    const drawn = changes.filter(({ kind }) => kind === 'PROCESS');
    const processes: ProcessEffect[] = [];
    for (const change of drawn) processes.push(await this.processes.of(change, last));
    return { last, processes, limits: await this.limits.of(changes), bindings: await this.bindings.of(changes) };
  }

  /** @throws NotPermitted, InvalidInput */
  async instances(
    {
      processId,
      way,
      first,
      after,
      ...what
    }: ReleaseOrDrafts & { processId: string; way?: MoveWay | null; first?: number | null; after?: string | null },
    viewer: Viewer,
  ): Promise<Page<ShownInstance>> {
    const changes = await this.changes.of(what, viewer);
    const change = changes.find(({ kind, modelId }) => kind === 'PROCESS' && modelId === processId);
    if (!change) return { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    return this.processes.instances(change, { way: way ?? null, first: first ?? null, after: after ?? null });
  }
}
