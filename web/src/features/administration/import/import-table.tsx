import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../../lib/use-address.js';
import { LinkButton } from '../../../ui/link-button.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { registerViews } from '../registers/register-views.js';
import { ImportPreview } from './import-preview.js';
import { savePasswords } from './save-passwords.js';
import { type Done, importTable, type Preview, previewTable, TableRefused } from './send-table.js';
import '../administration.css';

const views = registerViews.filter(({ imports }) => imports);
const [first] = views;

/** A table from a spreadsheet: what it would do is seen line by line before anything is written. */
export function ImportTable() {
  const { t, i18n } = useTranslation('administration');
  const [search, setSearch] = useAddress();
  const view = views.find(({ part }) => part === search.get('register')) ?? first;
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [refusal, setRefusal] = useState<TableRefused | null>(null);
  const [busy, setBusy] = useState<'preview' | 'import' | null>(null);
  const part = view?.part ?? '';

  useEffect(() => {
    document.title = `${t('part.import')} · ${t('common:product.name')}`;
  }, [t]);
  // What was looked at belongs to one register.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another register begins anew
  useEffect(() => forget(), [part]);

  function forget() {
    setFile(null);
    setPreview(null);
    setDone(null);
    setRefusal(null);
  }

  async function look(chosen: File) {
    forget();
    setFile(chosen);
    setBusy('preview');
    try {
      setPreview(await previewTable(part, chosen));
    } catch (error) {
      setRefusal(asRefused(error));
    }
    setBusy(null);
  }

  async function write() {
    if (!file || !preview) return;
    setBusy('import');
    setRefusal(null);
    try {
      setDone(await importTable(part, file, preview.fingerprint));
      setPreview(null);
    } catch (error) {
      const refused = asRefused(error);
      setRefusal(refused);
      if (refused.why === 'PreviewOutdated') setPreview(await previewTable(part, file).catch(() => null));
    }
    setBusy(null);
  }

  if (!view) return null;
  const lines = preview ? preview.counts.NEW + preview.counts.CHANGED : 0;
  return (
    <div className="ys-register-list">
      <div className="ys-register-tools">
        <Segmented
          aria-label={t('import.register')}
          value={view.part}
          onChange={(chosen) => setSearch({ register: chosen }, { replace: true })}
          options={views.map((one) => ({ value: one.part, label: t(`part.${one.part}`) }))}
        />
        <Button
          icon={<DownloadOutlined aria-hidden="true" />}
          href={`/administration/templates/${view.part}?language=${i18n.language}`}
          download
        >
          {t('import.template')}
        </Button>
        <Button
          type={preview ? 'default' : 'primary'}
          icon={<UploadOutlined aria-hidden="true" />}
          loading={busy === 'preview'}
          onClick={() => chooser.current?.click()}
        >
          {t(file ? 'import.other' : 'import.choose')}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".xlsx"
          aria-label={t('import.choose')}
          onChange={({ target }) => {
            const chosen = target.files?.[0];
            // The same file may be chosen again after it was mended.
            target.value = '';
            if (chosen) void look(chosen);
          }}
        />
      </div>
      <p className="soft">{t('import.about')}</p>
      {file ? (
        <p>
          {t('import.file')} <strong data-verbatim>{file.name}</strong>
        </p>
      ) : null}
      {refusal ? <Alert type="error" showIcon role="alert" title={refusalWords(refusal)} /> : null}
      {busy === 'preview' ? <SkeletonText lines={5} /> : null}
      {preview ? (
        <>
          <div className="ys-entry-acts">
            <Button type="primary" disabled={lines === 0} loading={busy === 'import'} onClick={write}>
              {t('import.write', { count: lines })}
            </Button>
            {preview.counts.REFUSED > 0 ? <span className="soft">{t('import.leftOut')}</span> : null}
            {lines === 0 ? <span className="soft">{t('import.nothing')}</span> : null}
          </div>
          <ImportPreview view={view} preview={preview} />
        </>
      ) : null}
      {done ? (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t('import.done', { added: done.added, changed: done.changed })}
          description={
            <div className="ys-import-done">
              {done.passwords.length > 0 ? (
                <>
                  <p>{t('import.passwords', { count: done.passwords.length })}</p>
                  <Button
                    type="primary"
                    icon={<DownloadOutlined aria-hidden="true" />}
                    onClick={() =>
                      savePasswords(done.passwords, [t('field.login'), t('personName'), t('secret.password')])
                    }
                  >
                    {t('import.savePasswords')}
                  </Button>
                </>
              ) : null}
              <LinkButton to={`/admin/${view.part}`}>{t('import.toList', { part: t(`part.${view.part}`) })}</LinkButton>
            </div>
          }
        />
      ) : null}
    </div>
  );

  function refusalWords({ why, details }: TableRefused): string {
    return t([`import.refused.${why}`, `common:errorName.${why}`, `common:errorCode.${why}`, 'import.refused.failed'], {
      ...details,
      columns: details[i18n.language],
    });
  }
}

function asRefused(error: unknown): TableRefused {
  return error instanceof TableRefused ? error : new TableRefused('failed');
}
