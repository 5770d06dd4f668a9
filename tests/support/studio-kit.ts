import type { Viewer } from '../../api/src/access/viewer.js';
import type { UseCaseKit } from './use-case-kit.js';

/** A process of one user task, which the engine would run. @param task what its step is called */
export const processText = (id: string, task = '登记', name = id): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions_${id}" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="${id}" name="${name}" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="step" name="${task}"><bpmn:incoming>a</bpmn:incoming></bpmn:userTask>
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="step" />
  </bpmn:process>
</bpmn:definitions>
`;

export const formText = (id: string, label = '说明'): string =>
  JSON.stringify({ id, type: 'default', components: [{ type: 'textfield', id: 'f', key: 'note', label }] });

/** Everything the studio does, as people ask for it; models are deployed to the kit's fake engine. */
export async function openStudio(kit: UseCaseKit) {
  const [open, create, imports, save, over, close, discard] = await Promise.all([
    import('../../api/src/features/studio/open-draft.js').then((m) => kit.get(m.OpenDraft)),
    import('../../api/src/features/studio/create-model.js').then((m) => kit.get(m.CreateModel)),
    import('../../api/src/features/studio/import-model.js').then((m) => kit.get(m.ImportModel)),
    import('../../api/src/features/studio/save-model-draft.js').then((m) => kit.get(m.SaveModelDraft)),
    import('../../api/src/features/studio/take-over-draft.js').then((m) => kit.get(m.TakeOverDraft)),
    import('../../api/src/features/studio/close-draft.js').then((m) => kit.get(m.CloseDraft)),
    import('../../api/src/features/studio/discard-draft.js').then((m) => kit.get(m.DiscardDraft)),
  ]);
  const { rememberResources } = await import('../../api/src/process-engine/remember-resources.js');
  const { sha256Of } = await import('../../api/src/features/studio/read-model.js');

  /** As it came with the product. */
  const packaged = async (path: string, content: string): Promise<void> => {
    const deployed = await kit.engine.deploy([{ name: path, content: Buffer.from(content) }]);
    const files = [{ path, content, sha256: sha256Of(content) }];
    await rememberResources(kit.database.sql, kit.engineId, files, deployed, { at: kit.clock.now(), by: null });
  };
  let models = 0;
  /** A packaged process of its own for each test. @returns its id */
  const process = async (): Promise<string> => {
    models += 1;
    const id = `p${models}`;
    await packaged(`processes/${id}.bpmn`, processText(id));
    return id;
  };
  /** A draft of that process with a changed step, saved. */
  const drawn = async (id: string, task: string, by: Viewer) => {
    const draft = await open.execute({ kind: 'PROCESS', modelId: id }, by);
    return save.execute(draft.id, draft.revision, processText(id, task), by);
  };
  const events = async (modelId: string, kind = 'PROCESS'): Promise<string[]> => {
    const rows = await kit.sql<{ type: string }[]>`
      select type from events where stream = ${`model:${kind}:${modelId}`} order by seq`;
    return rows.map(({ type }) => type.replace('model.', ''));
  };
  return { open, create, imports, save, over, close, discard, packaged, process, drawn, events };
}
