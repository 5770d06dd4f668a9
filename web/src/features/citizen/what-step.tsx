import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseType } from '../../gql/schema.generated.js';
import { AttachmentUpload } from '../../ui/attachments/attachment-upload.js';
import type { UploadedFile } from '../../ui/attachments/upload-attachment.js';
import { LabelledField } from '../../ui/labelled-field.js';
import type { StepProps } from './step-props.js';

const TYPES: readonly CaseType[] = ['HELP', 'COMPLAINT', 'CONSULT', 'REPORT', 'SUGGESTION', 'PRAISE'];

type Props = StepProps & {
  onFiles: (change: (files: UploadedFile[]) => UploadedFile[]) => void;
  onUploading: (busy: boolean) => void;
};

export function WhatStep({ draft, patch, problem, onFiles, onUploading }: Props) {
  const { t } = useTranslation('citizen');
  return (
    <>
      <LabelledField label={t('what.label')} help={t('what.help')} error={problem('text')}>
        {(names) => (
          <Input.TextArea
            {...names}
            data-field="text"
            autoSize={{ minRows: 6, maxRows: 16 }}
            value={draft.text}
            onChange={(event) => patch({ text: event.target.value })}
          />
        )}
      </LabelledField>
      <LabelledField
        label={
          <>
            {t('what.type')} <span className="soft">{t('what.typeOptional')}</span>
          </>
        }
      >
        {({ id, ...names }) => (
          <Select
            {...names}
            id={id}
            allowClear
            placeholder={t('what.typePlaceholder')}
            value={draft.type}
            onChange={(type: CaseType | undefined) => patch({ type: type ?? null })}
            options={TYPES.map((type) => ({ value: type, label: t(`type.${type}`) }))}
          />
        )}
      </LabelledField>
      <div>
        <h3>
          {t('what.attachments')} <span className="soft">{t('place.optional')}</span>
        </h3>
        <AttachmentUpload files={draft.files} onChange={onFiles} onBusy={onUploading} />
      </div>
    </>
  );
}
