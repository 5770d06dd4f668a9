import { Injectable } from '@nestjs/common';
import { EngineIdentity } from '../../process-engine/engine-identity.js';

/** The engine that runs now, for readers: keys repeat from engine to engine. */
@Injectable()
export class ThisEngine {
  constructor(private readonly identity: EngineIdentity) {}

  get id(): number {
    return this.identity.engineId;
  }
}
