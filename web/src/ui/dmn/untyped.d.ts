declare module 'dmn-js/lib/Modeler' {
  const Modeler: unknown;
  export default Modeler;
}
declare module 'dmn-js/lib/NavigatedViewer' {
  const Viewer: unknown;
  export default Viewer;
}
