import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelChange } from '../../../../../common/src/model-diff/model-change.js';
import type { BpmnCanvas } from '../../../ui/bpmn/bpmn-canvas.js';
import { type Side, seenOn } from './sides.js';

type Props = { before: string; after: string; changes: readonly ModelChange[]; pointed: string | null };

/** Both drawings beside each other: what is gone is marked on the left, what is new on the right, what differs on both. */
export function ComparedDrawings({ before, after, changes, pointed }: Props) {
  const { t } = useTranslation('studio');
  return (
    <div className="ys-compared">
      <MarkedDrawing label={t('release.before')} xml={before} side="REMOVED" changes={changes} pointed={pointed} />
      <MarkedDrawing label={t('release.after')} xml={after} side="ADDED" changes={changes} pointed={pointed} />
    </div>
  );
}

const MARKER = { ADDED: 'ys-added', REMOVED: 'ys-removed', CHANGED: 'ys-changed' } as const;

function MarkedDrawing({
  label,
  xml,
  side,
  changes,
  pointed,
}: {
  label: string;
  xml: string;
  side: Side;
  changes: readonly ModelChange[];
  pointed: string | null;
}) {
  const { t } = useTranslation('studio');
  const host = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<BpmnCanvas | null>(null);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    let gone = false;
    let mine: BpmnCanvas | null = null;
    setBroken(false);
    import('../../../ui/bpmn/bpmn-canvas.js')
      .then(async (module) => {
        if (gone || !host.current) return;
        mine = new module.BpmnCanvas(host.current);
        await mine.show(xml);
        if (gone) return;
        mine.describe(label);
        mine.fit();
        setCanvas(mine);
      })
      .catch(() => !gone && setBroken(true));
    return () => {
      gone = true;
      setCanvas(null);
      mine?.destroy();
    };
  }, [xml, label]);

  useEffect(() => {
    if (!canvas) return;
    canvas.clear();
    for (const [element, { kind, thing }] of seenOn(side, changes)) {
      canvas.mark(element, MARKER[kind]);
      // On a flow it would lie on the step that the flow leads to.
      if (thing !== 'FLOW') canvas.badge(element, 'change', t(`changes.sign.${kind}`), t(`changes.${kind}`));
    }
  }, [canvas, changes, side, t]);

  useEffect(() => {
    if (canvas && pointed) canvas.point(pointed);
  }, [canvas, pointed]);

  return (
    <figure className="ys-compared-side">
      <figcaption>{label}</figcaption>
      {broken ? <p className="soft">{t('changes.notDrawn')}</p> : <div ref={host} className="ys-bpmn" />}
    </figure>
  );
}
