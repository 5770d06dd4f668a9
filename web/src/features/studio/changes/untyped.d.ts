declare module 'bpmn-js-differ' {
  interface Changed {
    id: string;
    name?: string;
    $type: string;
  }
  export function diff(
    before: unknown,
    after: unknown,
  ): Record<'_added' | '_removed', Record<string, Changed>> & {
    _changed: Record<string, { model: Changed }>;
    _layoutChanged: Record<string, Changed>;
  };
}

declare module 'bpmn-auto-layout' {
  /** @returns the same model with a drawing */
  export function layoutProcess(xml: string): Promise<string>;
}
