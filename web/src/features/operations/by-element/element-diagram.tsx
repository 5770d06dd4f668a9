import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ElementLoadsQuery } from '../../../gql/documents.generated.js';
import type { BpmnCanvas, DrawnElement } from '../../../ui/bpmn/bpmn-canvas.js';

type Props = {
  xml: string;
  label: string;
  loads: ElementLoadsQuery['elementLoads'];
  chosen: string | null;
  onChoose: (elementId: string) => void;
  /** What is drawn, once it is. */
  onDrawn: (elements: DrawnElement[]) => void;
};

const HEIGHTS = { least: 220, most: 520 };

/** The newest version with the number of tokens at each element; a step is chosen by a click, or in the list beside it. */
export function ElementDiagram({ xml, label, loads, chosen, onChoose, onDrawn }: Props) {
  const { t } = useTranslation('operations');
  const host = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<BpmnCanvas | null>(null);
  const [containers, setContainers] = useState<ReadonlySet<string>>(new Set());
  const [broken, setBroken] = useState(false);
  const [height, setHeight] = useState(HEIGHTS.least);
  const listeners = useRef({ onChoose, onDrawn });
  listeners.current = { onChoose, onDrawn };

  useEffect(() => {
    let gone = false;
    let mine: BpmnCanvas | null = null;
    setCanvas(null);
    setBroken(false);
    import('../../../ui/bpmn/bpmn-canvas.js')
      .then(async (module) => {
        if (gone || !host.current) return;
        mine = new module.BpmnCanvas(host.current);
        const drawn = await mine.show(xml);
        if (gone) return;
        const steps = new Set(drawn.filter(({ isFlow, isContainer }) => !isFlow && !isContainer).map(({ id }) => id));
        mine.onPick((id) => steps.has(id) && listeners.current.onChoose(id));
        setHeight(Math.min(HEIGHTS.most, Math.max(HEIGHTS.least, mine.heightAtFullWidth())));
        setContainers(new Set(drawn.filter(({ isContainer }) => isContainer).map(({ id }) => id)));
        listeners.current.onDrawn(drawn);
        setCanvas(mine);
      })
      .catch(() => !gone && setBroken(true));
    return () => {
      gone = true;
      mine?.destroy();
    };
  }, [xml]);

  // The frame has its height only after the drawing is known.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is what this effect waits for.
  useEffect(() => canvas?.fit(), [canvas, height]);

  // What stands inside is counted there.
  const counts = useMemo(() => loads.filter(({ elementId }) => !containers.has(elementId)), [loads, containers]);
  useEffect(() => {
    if (!canvas) return;
    canvas.clear();
    canvas.describe(label);
    for (const { elementId, count, incidents } of counts) {
      canvas.mark(elementId, 'ys-now');
      canvas.badge(elementId, 'load', String(count), t('byElement.standing', { count }));
      if (incidents > 0) {
        canvas.mark(elementId, 'ys-late');
        canvas.badge(elementId, 'late', `▲ ${incidents}`, t('byElement.stopped', { count: incidents }));
      }
    }
    canvas.choose(chosen);
  }, [canvas, counts, chosen, label, t]);

  if (broken)
    return (
      <p role="alert" className="soft">
        {t('byElement.notDrawn')}
      </p>
    );
  return <div ref={host} className="ys-bpmn ys-element-diagram" style={{ height }} aria-busy={!canvas} />;
}
