import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
  RedoOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FIELD_TYPES } from '../../../../../common/src/forms/form-schema.js';
import { BarButton } from '../../../ui/bar-button.js';
import { ButtonMenu } from '../../../ui/button-menu.js';
import { FormItemPanel } from './form-item-panel.js';
import {
  addItem,
  allItems,
  changeItem,
  type FormComponent,
  type FormDocument,
  type ItemType,
  itemAt,
  LAYOUT_TYPES,
  moveItem,
  type Place,
  placeOf,
  readForm,
  removeItem,
  writeForm,
} from './form-model.js';
import { FormPreview } from './form-preview.js';
import { useHistory } from './use-history.js';
import './form-editor.css';

export interface FormEditorHandle {
  text(): Promise<string>;
  /** Chooses the field with that key or id. */
  point(keyOrId: string): void;
}

type Props = {
  /** What is opened; a later value is not read: give the editor another key. */
  content: string;
  findings?: ReactNode;
  onChange: (content: string) => void;
  onReady: (handle: FormEditorHandle) => void;
};

/** The questions of a form: their list, what one of them is, and beside them the form as handlers will see it. */
export function FormEditor({ content, findings, onChange, onReady }: Props) {
  const { t } = useTranslation('studio');
  const [opened] = useState(() => readForm(content));
  if (!opened) {
    return (
      <p role="alert" className="ys-editor-broken">
        {t('form.broken')}
      </p>
    );
  }
  return <OpenForm opened={opened} findings={findings} onChange={onChange} onReady={onReady} />;
}

function OpenForm({ opened, findings, onChange, onReady }: Omit<Props, 'content'> & { opened: FormDocument }) {
  const { t } = useTranslation('studio');
  const { now: form, change, undo, redo, canUndo, canRedo } = useHistory(opened);
  const [chosen, setChosen] = useState<Place | null>(opened.components.length > 0 ? [0] : null);
  const list = useRef<HTMLUListElement>(null);
  const latest = useRef({ form, onChange, onReady });
  latest.current = { form, onChange, onReady };

  useEffect(() => {
    latest.current.onReady({
      text: async () => writeForm(latest.current.form),
      point: (keyOrId) => {
        const place = placeOf(latest.current.form, keyOrId);
        if (place) setChosen(place);
      },
    });
  }, []);

  const first = useRef(true);
  useEffect(() => {
    if (!first.current) latest.current.onChange(writeForm(form));
    first.current = false;
  }, [form]);

  const items = allItems(form);
  const item = chosen ? itemAt(form, chosen) : undefined;
  const place = item ? chosen : null;

  function add(type: ItemType) {
    const added = addItem(form, place, type);
    change(added.form);
    setChosen(added.place);
  }

  function move(by: -1 | 1) {
    if (!place) return;
    const moved = moveItem(form, place, by);
    change(moved.form);
    setChosen(moved.place);
    focus(moved.place);
  }

  function remove() {
    if (!place) return;
    const at = items.findIndex((each) => same(each.place, place));
    const next = items[at + 1] && !isInside(items[at + 1]?.place ?? [], place) ? place : (items[at - 1]?.place ?? null);
    change(removeItem(form, place));
    setChosen(next);
    if (next) focus(next);
  }

  /** After the list is drawn anew. */
  function focus(at: Place) {
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-place="${at.join('.')}"]`)?.focus());
  }

  function onListKey(event: KeyboardEvent) {
    const at = items.findIndex((each) => place && same(each.place, place));
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step && event.altKey) move(step as -1 | 1);
    else if (step) {
      const next = items[at + step]?.place;
      if (next) {
        setChosen(next);
        focus(next);
      }
    } else if (event.key === 'Delete') remove();
    else return;
    event.preventDefault();
  }

  function onKey(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    // In a text Ctrl-Z is the text's.
    if ((event.target as HTMLElement).closest('input, textarea')) return;
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) undo();
    else if (key === 'y' || (key === 'z' && event.shiftKey)) redo();
    else return;
    event.preventDefault();
  }

  const kinds = (types: readonly ItemType[]) => types.map((type) => ({ key: type, label: t(`fieldType.${type}`) }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl-Z belongs to the whole editor.
    <div className="ys-form-editor" onKeyDown={onKey}>
      <section className="ys-form-fields" aria-label={t('form.fields')}>
        <div className="ys-editor-bar" role="toolbar" aria-label={t('editor.tools')}>
          <ButtonMenu
            menu={{
              items: [
                { type: 'group', label: t('form.questions'), children: kinds(FIELD_TYPES) },
                { type: 'group', label: t('form.layout'), children: kinds(LAYOUT_TYPES) },
              ],
              onClick: ({ key }) => add(key as ItemType),
            }}
          >
            <Button size="small" icon={<PlusOutlined />}>
              {t('form.add')}
            </Button>
          </ButtonMenu>
          <BarButton
            label={t('editor.undo')}
            hint="Ctrl Z"
            icon={<UndoOutlined />}
            disabled={!canUndo}
            onClick={undo}
          />
          <BarButton
            label={t('editor.redo')}
            hint="Ctrl Y"
            icon={<RedoOutlined />}
            disabled={!canRedo}
            onClick={redo}
          />
          <span className="ys-editor-gap" />
          <BarButton
            label={t('form.up')}
            hint="Alt ↑"
            icon={<ArrowUpOutlined />}
            disabled={!place}
            onClick={() => move(-1)}
          />
          <BarButton
            label={t('form.down')}
            hint="Alt ↓"
            icon={<ArrowDownOutlined />}
            disabled={!place}
            onClick={() => move(1)}
          />
          <BarButton
            label={t('form.remove')}
            hint="Delete"
            icon={<DeleteOutlined />}
            disabled={!place}
            onClick={remove}
          />
        </div>
        {items.length === 0 ? <p className="ys-form-none soft">{t('form.none')}</p> : null}
        <ul ref={list} onKeyDown={onListKey}>
          {items.map((each) => (
            <li key={each.item.id ?? each.place.join('.')} style={{ paddingInlineStart: (each.place.length - 1) * 16 }}>
              <button
                type="button"
                data-place={each.place.join('.')}
                aria-pressed={place !== null && same(each.place, place)}
                onClick={() => setChosen(each.place)}
              >
                <span>
                  {nameOf(each.item) || t('form.unnamed')}
                  {each.item.validate?.required === true ? <span className="ys-form-must"> *</span> : null}
                </span>
                <span className="soft small">
                  {t(`fieldType.${each.item.type}`, { defaultValue: each.item.type })}
                  {each.item.key ? ` · ${each.item.key}` : ''}
                  {each.item.properties?.output ? ` · ${t('form.isVariable')}` : ''}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section className="ys-form-item" aria-label={t('form.item')}>
        {item && place ? (
          <FormItemPanel
            key={item.id ?? place.join('.')}
            item={item}
            onChange={(next) => change(changeItem(form, place, () => next))}
          />
        ) : (
          <p className="soft">{t('form.chooseItem')}</p>
        )}
        {findings}
      </section>
      <FormPreview form={form} />
    </div>
  );
}

const nameOf = (item: FormComponent) => item.label || item.text || '';
const same = (one: Place, other: Place) => one.join() === other.join();
const isInside = (place: Place, group: Place) =>
  place.length > group.length && same(place.slice(0, group.length), group);
