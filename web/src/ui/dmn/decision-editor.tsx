import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../lib/i18n.js';
import { BarButton } from '../bar-button.js';
import { libraryWords } from '../library-words.js';
import { SkeletonText } from '../skeleton.js';
import type { DecisionView, DmnModeler } from './dmn-modeler.js';

export interface DecisionEditorHandle {
  text(): Promise<string>;
  /** Opens the page that has the element, as far as it names a decision. */
  point(elementId: string): void;
}

type Props = {
  /** What is opened; a later value is not read: give the editor another key. */
  xml: string;
  readOnly?: boolean;
  findings?: ReactNode;
  /** At every change, before its text is known. */
  onTouch?: () => void;
  onChange?: (xml: string) => void;
  onReady?: (handle: DecisionEditorHandle) => void;
};

const REST_MS = 300;

/** The tables of a DMN file: to be read, or to be changed with what is wrong beside them. */
export function DecisionEditor({ xml, readOnly = false, findings, onTouch, onChange, onReady }: Props) {
  const { t, i18n } = useTranslation('studio');
  const host = useRef<HTMLDivElement>(null);
  const [modeler, setModeler] = useState<DmnModeler | null>(null);
  const [views, setViews] = useState<{ all: DecisionView[]; active: string }>({ all: [], active: '' });
  const [stack, setStack] = useState({ undo: false, redo: false });
  const [broken, setBroken] = useState(false);
  const latest = useRef({ onTouch, onChange, onReady });
  latest.current = { onTouch, onChange, onReady };
  const [opened] = useState(xml);

  useEffect(() => {
    let gone = false;
    let mine: DmnModeler | null = null;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const steps = () => mine && setStack({ undo: mine.canUndo(), redo: mine.canRedo() });
    Promise.all([import('./dmn-modeler.js'), libraryWords(i18n.language as Language)])
      .then(async ([module, words]) => {
        if (gone || !host.current) return;
        mine = new module.DmnModeler(
          host.current,
          { words, readOnly },
          {
            onViews: (all, active) => {
              setViews({ all, active });
              if (!readOnly) steps();
            },
            onChanged: () => {
              steps();
              latest.current.onTouch?.();
              clearTimeout(rest);
              rest = setTimeout(async () => {
                const text = await mine?.text();
                if (text && !gone) latest.current.onChange?.(text);
              }, REST_MS);
            },
          },
        );
        const table = mine;
        await table.open(opened);
        if (gone) return;
        setModeler(table);
        latest.current.onReady?.({
          text: () => table.text(),
          point: (id) => void table.show(id),
        });
      })
      .catch(() => !gone && setBroken(true));
    return () => {
      gone = true;
      clearTimeout(rest);
      setModeler(null);
      mine?.destroy();
    };
  }, [opened, readOnly, i18n.language]);

  if (broken) {
    return (
      <p role="alert" className="ys-editor-broken">
        {t('decision.broken')}
      </p>
    );
  }
  const tables = views.all.filter(({ type }) => type !== 'drd');
  const drawing = views.all.find(({ type }) => type === 'drd');
  return (
    <div className={findings ? 'ys-decision ys-decision-beside' : 'ys-decision'}>
      <div className="ys-decision-main">
        <div className="ys-editor-bar" role="toolbar" aria-label={t('editor.tools')}>
          {readOnly ? null : (
            <>
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
            </>
          )}
          <Segmented
            size="small"
            value={views.active}
            options={[
              ...tables.map(({ id, name }) => ({ value: id, label: name || id })),
              ...(drawing ? [{ value: drawing.id, label: t('decision.relations') }] : []),
            ]}
            onChange={(id) => void modeler?.show(id)}
          />
        </div>
        <div className="ys-decision-paper">
          {modeler ? null : (
            <div aria-busy="true">
              <SkeletonText lines={6} />
            </div>
          )}
          {/* The library moves the focus between its cells by itself. */}
          <section ref={host} className="ys-dmn" aria-label={t('decision.label')} hidden={!modeler} />
        </div>
      </div>
      {findings ? (
        <aside className="ys-decision-findings" aria-label={t('findings.title')}>
          {findings}
        </aside>
      ) : null}
    </div>
  );
}
