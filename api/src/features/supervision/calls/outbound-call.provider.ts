export interface CallToPlace {
  callId: string;
  /** 1 to 3. */
  attempt: number;
  /** In clear: it leaves the house only towards the provider. */
  phone: string;
  caseNumber: string;
  orderNumber: string | null;
  unitName: string | null;
}

/** Who makes the phone ring. Called outside any transaction; the outcome comes back by the signed callback. */
export abstract class OutboundCallProvider {
  abstract readonly name: 'DEMO' | 'HTTP';
  /** @returns the provider's own reference @throws when it did not take the call; the next try comes in ten minutes */
  abstract place(call: CallToPlace): Promise<string>;
}
