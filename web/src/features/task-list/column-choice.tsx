import { TableOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { choose, usePreferences } from '../../lib/preferences.js';
import { PanelPopover } from '../../ui/panel-popover.js';
import { columns, readColumns, usualColumns } from './columns.js';

/** Which columns the rows have; kept with the account, at once in the list. */
export function ColumnChoice() {
  const { t } = useTranslation('tasks');
  const { columns: chosen } = usePreferences();
  const [open, setOpen] = useState(false);
  return (
    <PanelPopover
      label={t('column.label')}
      open={open}
      onOpenChange={setOpen}
      placement="bottomRight"
      content={
        <div className="ys-columns">
          <Checkbox.Group
            value={[...(readColumns(chosen) ?? usualColumns)]}
            options={columns.map((column) => ({ value: column, label: t(`column.${column}`) }))}
            onChange={(next) => choose({ columns: readColumns(next) })}
          />
          <Button size="small" disabled={chosen === null} onClick={() => choose({ columns: null })}>
            {t('column.reset')}
          </Button>
        </div>
      }
    >
      <Button type="text" icon={<TableOutlined />} aria-label={t('column.label')} title={t('column.label')} />
    </PanelPopover>
  );
}
