import { Drawer } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { SkeletonText } from '../../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../../ui/states.js';
import { SecretDialog } from '../secret-dialog.js';
import { DutyPhone } from './duty-phone.js';
import { EntryActs } from './entry-acts.js';
import { EntryForm } from './entry-form.js';
import { EntryHistory } from './entry-history.js';
import type { RegisterView, ShownRow } from './register-view.js';

type Props = {
  view: RegisterView;
  /** Null: a new one. */
  entryKey: string | null;
  /** What the list knows of it already. */
  known: ShownRow | null;
  onClose: () => void;
  /** A new one is there. */
  onAdded: (key: string) => void;
  onChanged: () => void;
};

/** One entry beside its list: what it says, what can be done with it, and what became of it. */
export function EntryPanel({ view, entryKey, known, onClose, onAdded, onChanged }: Props) {
  const { t } = useTranslation('administration');
  const [row, setRow] = useState<ShownRow | null | undefined>(known ?? undefined);
  const [error, setError] = useState<CombinedError>();
  const [changes, setChanges] = useState(0);
  const [secret, setSecret] = useState<{ login: string; password: string } | null>(null);

  const read = useCallback(async () => {
    if (entryKey === null) return;
    const answer = await view.ask({ key: entryKey }, 1, null);
    setError(answer.error);
    if (answer.page) setRow(answer.page.nodes[0] ?? null);
  }, [view, entryKey]);
  useEffect(() => void read(), [read]);

  function changed() {
    setChanges((count) => count + 1);
    onChanged();
    void read();
  }

  const title = entryKey === null ? t(`add.${view.part}`) : (row?.name ?? entryKey);
  return (
    <Drawer open title={<h2>{title}</h2>} onClose={onClose} size={520} className="ys-entry" aria-label={title}>
      {entryKey === null ? (
        <EntryForm
          view={view}
          row={null}
          onSaved={(values, password) => {
            onChanged();
            const key = String(values.login ?? values.code).trim();
            if (password) setSecret({ login: key, password });
            else onAdded(key);
          }}
        />
      ) : row ? (
        <>
          <EntryForm key={changes} view={view} row={row} onSaved={changed} />
          {view.kind === 'UNIT' ? <DutyPhone row={row} onChanged={changed} /> : null}
          <EntryActs view={view} row={row} onChanged={changed} onSecret={setSecret} />
          <EntryHistory key={`history ${changes}`} view={view} entryKey={row.key} />
        </>
      ) : error ? (
        <BrokenState error={error} onRetry={() => void read()} />
      ) : row === null ? (
        <EmptyState title={t('noEntry')} text={t('noEntryText')} />
      ) : (
        <SkeletonText lines={6} />
      )}
      {secret ? (
        <SecretDialog
          login={secret.login}
          password={secret.password}
          onClose={() => {
            setSecret(null);
            if (entryKey === null) onAdded(secret.login);
          }}
        />
      ) : null}
    </Drawer>
  );
}
