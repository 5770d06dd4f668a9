declare module 'bpmn-js-token-simulation/lib/modeler' {
  const module: object;
  export default module;
}
