/** Groups and entries of the properties panel that engine 8.5 has no use for: what they write, it would refuse. */
const LATER_GROUPS = new Set([
  'Zeebe__ExecutionListeners',
  'Zeebe__TaskListeners',
  'userTaskImplementation',
  'adHocCompletion',
  'adHocSubProcessImplementation',
  'activeElements',
]);
const LATER_ENTRIES =
  /^(bindingType|versionTag|formBinding|.*-binding|.*-versionTag|jobPriority.*|priorityDefinition.*)$/i;

interface Entry {
  id: string;
}
interface Group {
  id: string;
  entries?: Entry[];
}
interface Panel {
  registerProvider(priority: number, provider: object): void;
}

class EnginePanel {
  static $inject = ['propertiesPanel'];

  constructor(panel: Panel) {
    // After all others: it only takes away.
    panel.registerProvider(100, this);
  }

  getGroups() {
    return (groups: Group[]): Group[] =>
      groups
        .filter(({ id }) => !LATER_GROUPS.has(id))
        .map((group) =>
          group.entries ? { ...group, entries: group.entries.filter(({ id }) => !LATER_ENTRIES.test(id)) } : group,
        )
        .filter((group) => !group.entries || group.entries.length > 0);
  }
}

/**
 * For bpmn-js: what the engine of this product understands. New user tasks stay without `zeebe:userTask`: their jobs go
 * to the platform, which is where people find them.
 */
export const engineModule = {
  __init__: ['enginePanel'],
  enginePanel: ['type', EnginePanel],
  createZeebeUserTaskBehavior: ['value', {}],
};
