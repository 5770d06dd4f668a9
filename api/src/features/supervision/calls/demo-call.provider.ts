import { Injectable } from '@nestjs/common';
import { type CallToPlace, OutboundCallProvider } from './outbound-call.provider.js';

/** Nothing rings: the call stands on the outbox page, where the demonstration presses 1. */
@Injectable()
export class DemoCallProvider extends OutboundCallProvider {
  readonly name = 'DEMO';

  async place({ callId, attempt }: CallToPlace): Promise<string> {
    return `demo:${callId}:${attempt}`;
  }
}
