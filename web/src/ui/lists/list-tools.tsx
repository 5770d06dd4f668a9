import { ColumnHeightOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { choose, usePreferences } from '../../lib/preferences.js';
import './lists.css';

type ListToolsProps = {
  /** The choice of columns, where rows have any. */
  columns: ReactNode;
  onReload: () => void;
};

/** At the end of a list's filters: how close the rows stand, which columns they have, and reading them again. */
export function ListTools({ columns, onReload }: ListToolsProps) {
  const { t } = useTranslation();
  const { density } = usePreferences();
  const other = density === 'dense' ? 'comfortable' : 'dense';
  return (
    <>
      <Tooltip title={t(`density.${other}`)}>
        <Button
          type="text"
          className="ys-wide-only"
          icon={<ColumnHeightOutlined />}
          aria-label={t(`density.${other}`)}
          onClick={() => choose({ density: other })}
        />
      </Tooltip>
      {columns}
      <Tooltip title={t('action.refresh')}>
        <Button
          type="text"
          icon={<ReloadOutlined aria-hidden="true" />}
          aria-label={t('action.refresh')}
          onClick={onReload}
        />
      </Tooltip>
    </>
  );
}
