import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAreas } from '../../lib/reference-data.js';
import { fileSize } from '../../ui/attachments/upload-attachment.js';
import type { ReportDraft, ReportStep } from './report-draft.js';

type Props = { draft: ReportDraft; onEdit: (step: ReportStep) => void };

/** Everything once more before it is sent; each part leads back to its question. */
export function CheckStep({ draft, onEdit }: Props) {
  const { t } = useTranslation('citizen');
  const { areas } = useAreas();
  const area = areas.find((item) => item.code === draft.areaCode)?.path;
  const place = [area, draft.place.trim()].filter(Boolean).join(' ');
  return (
    <>
      <dl className="ys-citizen-check">
        <Part label={t('check.text')} onEdit={() => onEdit('what')}>
          <span className="ys-citizen-words">{draft.text.trim()}</span>
        </Part>
        {draft.type ? (
          <Part label={t('check.type')} onEdit={() => onEdit('what')}>
            {t(`type.${draft.type}`)}
          </Part>
        ) : null}
        {draft.files.length > 0 ? (
          <Part label={t('check.attachments')} onEdit={() => onEdit('what')}>
            {draft.files.map((file) => `${file.name} (${fileSize(file.sizeBytes)})`).join('、')}
          </Part>
        ) : null}
        <Part label={t('check.place')} onEdit={() => onEdit('place')}>
          {place || <span className="soft">{t('check.none')}</span>}
        </Part>
        <Part label={t('check.contact')} onEdit={() => onEdit('contact')}>
          {draft.kind === 'ANONYMOUS' ? t('kind.ANONYMOUS') : `${draft.name.trim()}　${draft.phone.trim()}`}
        </Part>
      </dl>
      {draft.type === 'REPORT' ? <p className="ys-citizen-note">{t('check.secret')}</p> : null}
    </>
  );
}

function Part({ label, onEdit, children }: { label: string; onEdit: () => void; children: ReactNode }) {
  const { t } = useTranslation('citizen');
  return (
    <div>
      <dt>
        {label}
        <button type="button" className="plain-button" onClick={onEdit} aria-label={`${t('report.edit')} ${label}`}>
          {t('report.edit')}
        </button>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
