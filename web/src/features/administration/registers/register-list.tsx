import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Segmented } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeysetPages } from '../../../lib/keyset-pages.js';
import { useShortcuts } from '../../../lib/shortcuts.js';
import { useAddress } from '../../../lib/use-address.js';
import { useTypedText } from '../../../lib/use-typed-text.js';
import { LinkButton } from '../../../ui/link-button.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../../ui/states.js';
import { EntryPanel } from './entry-panel.js';
import { RegisterTable } from './register-table.js';
import type { RegisterView, ShownRow } from './register-view.js';
import '../administration.css';

const CHOICES = ['active', 'off', 'all'] as const;
const ACTIVE = { active: true, off: false, all: null } as const;
const keyOf = (row: ShownRow): string => row.key;

/** One register: found by words, in use or not; the address holds what is looked for and what is open. */
export function RegisterList({ view }: { view: RegisterView }) {
  const { t } = useTranslation('administration');
  const [search, setSearch] = useAddress();
  const text = search.get('q') ?? '';
  const choice = CHOICES.find((one) => one === search.get('show')) ?? 'active';
  const key = search.get('key');
  const isNew = search.has('new');

  const change = useCallback(
    (changes: Record<string, string | null>) =>
      setSearch(
        (known) => {
          const next = new URLSearchParams(known);
          for (const [name, value] of Object.entries(changes))
            if (value) next.set(name, value);
            else next.delete(name);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const box = useRef<InputRef>(null);
  useShortcuts({ '/': () => box.current?.focus() });
  const [typed, type] = useTypedText(text, (q) => change({ q }));
  const ask = useCallback(
    (first: number, after: string | null) => view.ask({ text, active: ACTIVE[choice] }, first, after),
    [view, text, choice],
  );
  const { rows, hasMore, error, busy, more, reread } = useKeysetPages(ask, keyOf);
  useEffect(() => {
    document.title = `${t(`part.${view.part}`)} · ${t('common:product.name')}`;
  }, [t, view]);

  return (
    <div className="ys-register-list">
      <div className="ys-register-tools">
        <Input.Search
          ref={box}
          className="ys-register-search"
          allowClear
          value={typed}
          onChange={({ target }) => type(target.value)}
          placeholder={t(`search.${view.part}`)}
          aria-label={t(`search.${view.part}`)}
        />
        <Segmented
          value={choice}
          onChange={(show) => change({ show: show === 'active' ? null : show })}
          options={CHOICES.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <span className="ys-register-acts">
          {view.imports ? <LinkButton to={`/admin/import?register=${view.part}`}>{t('import.open')}</LinkButton> : null}
          <Button type="primary" icon={<PlusOutlined />} onClick={() => change({ new: '1', key: null })}>
            {t(`add.${view.part}`)}
          </Button>
        </span>
      </div>
      {rows === null && error ? <BrokenState error={error} onRetry={() => void reread()} /> : null}
      {rows && error ? (
        <p role="alert" className="ys-field-error">
          {t('common:state.listNotReread')}
        </p>
      ) : null}
      {rows === null && !error ? <SkeletonText lines={6} /> : null}
      {rows?.length === 0 ? (
        <EmptyState
          title={t(text ? 'nothingFound' : `empty.${choice}`)}
          text={t(text ? 'nothingFoundText' : 'emptyText')}
          actions={
            text || choice !== 'active' ? (
              <Button onClick={() => change({ q: null, show: null })}>{t('showActive')}</Button>
            ) : null
          }
        />
      ) : null}
      {rows && rows.length > 0 ? (
        <RegisterTable view={view} rows={rows} onOpen={(opened) => change({ key: opened, new: null })} />
      ) : null}
      {hasMore ? (
        <div>
          <Button loading={busy} onClick={more}>
            {t('common:action.showMore')}
          </Button>
        </div>
      ) : null}
      {isNew || key ? (
        <EntryPanel
          key={`${view.part} ${isNew ? '' : key}`}
          view={view}
          entryKey={isNew ? null : key}
          known={rows?.find((row) => row.key === key) ?? null}
          onClose={() => change({ key: null, new: null })}
          onAdded={(added) => change({ key: added, new: null })}
          onChanged={() => void reread()}
        />
      ) : null}
    </div>
  );
}
