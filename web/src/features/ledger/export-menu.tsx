import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseListChoice } from '../../../../common/src/case-list/case-list-address.js';
import { ButtonMenu } from '../../ui/button-menu.js';
import { type ExportFormat, useExport } from './use-export.js';

const formats: readonly ExportFormat[] = ['xlsx', 'csv'];

/** The whole list as a file; while it comes, how much has come and a way to stop it. */
export function ExportMenu({ choice }: { choice: CaseListChoice }) {
  const { t, i18n } = useTranslation('ledger');
  const { running, start, stop } = useExport();
  if (running) {
    return (
      <span role="status" className="ys-ledger-export">
        {t('export.running', { megabytes: (running.bytes / 1_048_576).toFixed(1) })}
        <Button size="small" onClick={stop}>
          {t('export.stop')}
        </Button>
      </span>
    );
  }
  return (
    <ButtonMenu
      placement="bottomRight"
      menu={{
        items: formats.map((format) => ({ key: format, label: t(`export.${format}`) })),
        onClick: ({ key }) => void start(choice, key as ExportFormat, i18n.language),
      }}
    >
      <Button icon={<DownloadOutlined aria-hidden="true" />}>{t('export.label')}</Button>
    </ButtonMenu>
  );
}
