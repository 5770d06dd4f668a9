declare module 'bpmn-js-token-simulation/lib/modeler' {
  const module: object;
  export default module;
}

declare module 'bpmn-auto-layout' {
  /** @returns the same model with a drawing */
  export function layoutProcess(xml: string): Promise<string>;
}
