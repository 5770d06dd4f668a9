import { AimOutlined, ExpandOutlined, MinusOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOnDiagramFragment } from '../../gql/documents.generated.js';
import type { BpmnCanvas, DrawnElement } from './bpmn-canvas.js';
import './route-diagram.css';
import { RouteList } from './route-list.js';
import { marksOf } from './route-marks.js';

/** Below this scale names strain the eyes, and the drawing starts at the current step instead of the whole model. */
const READABLE = 0.85;

type Props = {
  /** Without steps it is a model that nobody is on. */
  route: Pick<RouteOnDiagramFragment, 'processId' | 'version' | 'xml' | 'steps' | 'flowsTaken'>;
  /** For side panes: lower, without legend. */
  compact?: boolean;
  /** Steps whose clock is red. */
  lateElementIds?: readonly string[];
  /** An element that is shown first, with a mark. */
  pointed?: string | undefined;
};

/** The way a case went, drawn on the model that really ran: done is grey with its passes, now is outlined with its holder. */
export function RouteDiagram({ route, compact = false, lateElementIds = none, pointed }: Props) {
  const { t } = useTranslation('cases');
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<BpmnCanvas | null>(null);
  const [drawn, setDrawn] = useState<DrawnElement[] | null>(null);
  const [broken, setBroken] = useState(false);
  const [listed, setListed] = useState(false);
  const [height, setHeight] = useState(compact ? 200 : 320);
  const marks = useMemo(() => marksOf(route.steps), [route.steps]);
  const current = useMemo(() => {
    const containers = new Set(drawn?.filter((element) => element.isContainer).map((element) => element.id));
    return marks.find((mark) => mark.state === 'now' && !containers.has(mark.elementId))?.elementId;
  }, [marks, drawn]);

  useEffect(() => {
    let gone = false;
    let mine: BpmnCanvas | null = null;
    setDrawn(null);
    setBroken(false);
    import('./bpmn-canvas.js')
      .then(async (module) => {
        if (gone || !host.current) return;
        mine = new module.BpmnCanvas(host.current);
        const elements = await mine.show(route.xml);
        if (gone) return;
        canvas.current = mine;
        setDrawn(elements);
      })
      .catch(() => !gone && setBroken(true));
    return () => {
      gone = true;
      canvas.current = null;
      mine?.destroy();
    };
  }, [route.xml]);

  const start = useCallback(() => {
    const drawing = canvas.current;
    if (!drawing) return;
    const [low, high] = compact ? [160, 340] : [320, 720];
    setHeight(Math.min(high, Math.max(low, drawing.heightAtFullWidth())));
    drawing.fit();
    if (current && drawing.scale() < READABLE) drawing.focus(current);
    if (pointed) drawing.point(pointed);
  }, [compact, current, pointed]);

  useEffect(() => {
    const drawing = canvas.current;
    if (!drawing || !drawn) return;
    drawing.clear();
    drawing.describe(t('route.label', { process: route.processId, version: route.version }));
    const elements = new Map(drawn.map((element) => [element.id, element]));
    for (const flow of new Set(route.flowsTaken)) drawing.mark(flow, 'ys-taken');
    for (const mark of marks) {
      const element = elements.get(mark.elementId);
      if (!element || element.isContainer) continue;
      drawing.mark(mark.elementId, `ys-${mark.state}`);
      const passes = t('route.passes', { count: mark.passes });
      if (/Task|Activity/.test(element.type) || mark.passes > 1)
        drawing.badge(mark.elementId, 'pass', String(mark.passes), passes);
      if (mark.state === 'now' && /Task/.test(element.type)) {
        const holder = mark.last.person ?? t('route.unclaimed');
        drawing.badge(mark.elementId, 'holder', holder, t('route.heldBy', { person: holder }));
      }
    }
    for (const id of lateElementIds) {
      drawing.mark(id, 'ys-late');
      drawing.badge(id, 'late', `▲ ${t('route.late')}`, t('route.late'));
    }
  }, [drawn, marks, route.flowsTaken, route.processId, route.version, lateElementIds, t]);

  useEffect(() => {
    if (!drawn || listed || !host.current) return;
    start();
    let width = host.current.clientWidth;
    const watch = new ResizeObserver(([entry]) => {
      const next = Math.round(entry?.contentRect.width ?? 0);
      if (next > 0 && next !== width) {
        width = next;
        start();
      }
    });
    watch.observe(host.current);
    return () => watch.disconnect();
  }, [drawn, listed, start]);

  // The height of the frame follows the model; the view must then be fitted into the new frame once more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the frame's height is what this effect waits for.
  useEffect(() => {
    if (drawn && !listed) start();
  }, [height]);

  function point(elementId: string) {
    canvas.current?.point(elementId);
    // Where the list stands below the drawing, the drawing is above the screen.
    host.current?.scrollIntoView({ block: 'nearest' });
  }

  const names = useMemo(() => new Map(drawn?.map((element) => [element.id, element.name])), [drawn]);
  if (broken) {
    return (
      <div className="ys-route">
        <p role="alert" className="ys-route-broken">
          {t('route.broken', { process: route.processId, version: route.version })}
        </p>
        <RouteList route={route} names={names} lateElementIds={lateElementIds} />
      </div>
    );
  }

  return (
    <section
      className={compact || route.steps.length === 0 ? 'ys-route' : 'ys-route ys-route-wide'}
      aria-label={t('route.label', { process: route.processId, version: route.version })}
    >
      <div className="ys-route-bar">
        {compact || route.steps.length === 0 ? null : <Legend />}
        <div className="ys-route-buttons">
          {listed ? null : (
            <>
              <Action label={t('route.fit')} icon={<ExpandOutlined />} onClick={() => canvas.current?.fit()} />
              {current ? (
                <Action
                  label={t('route.toCurrent')}
                  icon={<AimOutlined />}
                  onClick={() => canvas.current?.focus(current)}
                />
              ) : null}
              <Action label={t('route.zoomIn')} icon={<PlusOutlined />} onClick={() => canvas.current?.zoom(1.25)} />
              <Action label={t('route.zoomOut')} icon={<MinusOutlined />} onClick={() => canvas.current?.zoom(0.8)} />
            </>
          )}
          {compact && route.steps.length > 0 ? (
            <Action
              label={listed ? t('route.asDiagram') : t('route.asList')}
              icon={<UnorderedListOutlined />}
              pressed={listed}
              onClick={() => setListed(!listed)}
            />
          ) : null}
        </div>
      </div>
      <div className="ys-route-body">
        <div ref={host} className="ys-bpmn" style={{ height, display: listed ? 'none' : undefined }} aria-busy={!drawn}>
          {drawn ? null : <p className="ys-bpmn-loading">{t('route.loading')}</p>}
        </div>
        {route.steps.length === 0 ? null : (
          <div className={compact && !listed ? 'visually-hidden' : undefined}>
            <RouteList
              route={route}
              names={names}
              lateElementIds={lateElementIds}
              {...(compact ? {} : { onStep: point })}
            />
          </div>
        )}
      </div>
      {compact || route.steps.length === 0 ? null : <p className="ys-route-hint">{t('route.hint')}</p>}
    </section>
  );
}

const none: readonly string[] = [];

function Action(props: { label: string; icon: ReactNode; pressed?: boolean; onClick: () => void }) {
  return (
    <Tooltip title={props.label}>
      <Button
        size="small"
        type="text"
        aria-label={props.label}
        aria-pressed={props.pressed}
        icon={props.icon}
        onClick={props.onClick}
      />
    </Tooltip>
  );
}

function Legend() {
  const { t } = useTranslation('cases');
  return (
    <ul className="ys-route-legend" aria-hidden="true">
      {(['done', 'now', 'ahead', 'taken', 'late'] as const).map((kind) => (
        <li key={kind}>
          <i className={`ys-route-key ys-route-key-${kind}`} />
          {t(`route.legend.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
