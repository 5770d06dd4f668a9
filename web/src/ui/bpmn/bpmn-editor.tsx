import {
  AimOutlined,
  CaretRightOutlined,
  CompressOutlined,
  MinusOutlined,
  PictureOutlined,
  PlusOutlined,
  RedoOutlined,
  SearchOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Tabs } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../lib/i18n.js';
import { BarButton } from '../bar-button.js';
import { libraryWords } from '../library-words.js';
import { SkeletonText } from '../skeleton.js';
import type { BpmnModeler, ElementMark } from './bpmn-modeler.js';
import type { StepFacts } from './step-facts.js';
import { type StepChoices, StepPanel } from './step-panel.js';
import { stepTemplates } from './step-templates.js';

/** What a page may ask of an open drawing. */
export interface BpmnEditorHandle {
  /** The model as it is drawn now, also what the last moments changed. */
  text(): Promise<string>;
  /** Selects an element and brings it into view. */
  point(elementId: string): void;
  toPlatformTasks(): void;
}

type Props = {
  /** What is opened; a later value is not read: give the editor another key. */
  xml: string;
  marks: readonly ElementMark[];
  /** The list of findings, for its tab. */
  findings: { count: number; panel: ReactNode };
  choices: StepChoices;
  /** At every change, before its text is known. */
  onTouch: () => void;
  /** The text of the model a moment after it was changed. */
  onChange: (xml: string) => void;
  onReady: (handle: BpmnEditorHandle) => void;
};

/** Writing out a large model takes a moment: not after each of several quick changes. */
const REST_MS = 300;

/** Draws and changes a process: drawing, tools, what a step is, the library's own properties, findings. */
export function BpmnEditor({ xml, marks, findings, choices, onTouch, onChange, onReady }: Props) {
  const { t, i18n } = useTranslation('studio');
  const canvasHost = useRef<HTMLDivElement>(null);
  const panelHost = useRef<HTMLDivElement>(null);
  const [modeler, setModeler] = useState<BpmnModeler | null>(null);
  const [step, setStep] = useState<StepFacts | null>(null);
  const [stack, setStack] = useState({ undo: false, redo: false });
  const [simulating, setSimulating] = useState(false);
  const [tab, setTab] = useState('step');
  const [broken, setBroken] = useState(false);
  const latest = useRef({ onTouch, onChange, onReady });
  latest.current = { onTouch, onChange, onReady };
  const [opened] = useState(xml);

  useEffect(() => {
    let gone = false;
    let mine: BpmnModeler | null = null;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const tell = async () => {
      const text = await mine?.text();
      if (text && !gone) latest.current.onChange(text);
    };
    const language = i18n.language as Language;
    Promise.all([import('./bpmn-modeler.js'), libraryWords(language)])
      .then(async ([module, words]) => {
        if (gone || !canvasHost.current || !panelHost.current) return;
        mine = new module.BpmnModeler(
          { canvas: canvasHost.current, panel: panelHost.current },
          { words, templates: stepTemplates(language) },
          {
            onStep: setStep,
            onChanged: () => {
              if (mine) setStack({ undo: mine.canUndo(), redo: mine.canRedo() });
              latest.current.onTouch();
              clearTimeout(rest);
              rest = setTimeout(tell, REST_MS);
            },
          },
        );
        const drawing = mine;
        await drawing.open(opened);
        if (gone) return;
        setModeler(drawing);
        latest.current.onReady({
          text: () => drawing.text(),
          point: (id) => drawing.point(id),
          toPlatformTasks: () => drawing.toPlatformTasks(),
        });
      })
      .catch(() => !gone && setBroken(true));
    return () => {
      gone = true;
      clearTimeout(rest);
      setModeler(null);
      mine?.destroy();
    };
  }, [opened, i18n.language]);

  useEffect(() => modeler?.mark(marks), [modeler, marks]);

  if (broken) {
    return (
      <p role="alert" className="ys-editor-broken">
        {t('editor.broken')}
      </p>
    );
  }
  return (
    <div className="ys-editor" data-simulating={simulating || undefined}>
      <div className="ys-editor-drawing">
        <div className="ys-editor-bar" role="toolbar" aria-label={t('editor.tools')}>
          <BarButton
            label={t('editor.undo')}
            hint="Ctrl Z"
            icon={<UndoOutlined />}
            disabled={!stack.undo}
            onClick={() => modeler?.undo()}
          />
          <BarButton
            label={t('editor.redo')}
            hint="Ctrl Y"
            icon={<RedoOutlined />}
            disabled={!stack.redo}
            onClick={() => modeler?.redo()}
          />
          <BarButton
            label={t('editor.find')}
            hint="Ctrl F"
            icon={<SearchOutlined />}
            disabled={!modeler}
            onClick={() => modeler?.find()}
          />
          <span className="ys-editor-gap" />
          <BarButton label={t('editor.zoomOut')} icon={<MinusOutlined />} onClick={() => modeler?.zoom(0.8)} />
          <BarButton label={t('editor.zoomIn')} icon={<PlusOutlined />} onClick={() => modeler?.zoom(1.25)} />
          <BarButton label={t('editor.fit')} icon={<CompressOutlined />} onClick={() => modeler?.fit()} />
          <BarButton
            label={t('editor.minimap')}
            icon={<PictureOutlined />}
            disabled={!modeler}
            onClick={() => modeler?.toggleMinimap()}
          />
          <span className="ys-editor-gap" />
          <BarButton
            label={t(simulating ? 'editor.endSimulation' : 'editor.simulate')}
            icon={simulating ? <AimOutlined /> : <CaretRightOutlined />}
            pressed={simulating}
            worded
            disabled={!modeler}
            onClick={() => {
              modeler?.simulate(!simulating);
              setSimulating(!simulating);
            }}
          />
          {simulating ? <span className="soft small">{t('editor.simulating')}</span> : null}
        </div>
        <section ref={canvasHost} className="ys-bpmn ys-editor-canvas" aria-label={t('editor.drawing')}>
          {modeler ? null : (
            <div className="ys-editor-loading" aria-busy="true">
              <SkeletonText lines={6} />
            </div>
          )}
        </section>
      </div>
      <aside className="ys-editor-side" aria-label={t('editor.side')}>
        <Tabs
          size="small"
          activeKey={tab}
          onChange={setTab}
          items={[
            { key: 'step', label: t('editor.tab.step') },
            { key: 'all', label: t('editor.tab.all') },
            { key: 'findings', label: t('editor.tab.findings', { count: findings.count }) },
          ]}
        />
        <div className="ys-editor-tab" hidden={tab !== 'step'}>
          {modeler && step ? (
            <StepPanel
              key={step.id}
              step={step}
              templates={modeler.templatesFor(step.id)}
              choices={choices}
              disabled={simulating}
              onChange={(change) => modeler.change(step.id, change)}
              onTemplate={(id) => modeler.applyTemplate(step.id, id)}
            />
          ) : null}
        </div>
        {/* Drawn by the library, on paper in both themes. */}
        <div ref={panelHost} className="ys-editor-tab ys-editor-properties" hidden={tab !== 'all'} />
        <div className="ys-editor-tab" hidden={tab !== 'findings'}>
          {findings.panel}
        </div>
      </aside>
    </div>
  );
}
