import { PushpinOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseListChoice } from '../../../../common/src/case-list/case-list-address.js';
import { PanelPopover } from '../../ui/panel-popover.js';
import { LedgerViews } from './ledger-views.js';

/** The views below a button, where there is no room for them beside the list. */
export function ViewsMenu({ choice, onGo }: { choice: CaseListChoice; onGo: (choice: CaseListChoice) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const label = t('lists.views');
  return (
    <PanelPopover
      label={label}
      open={open}
      onOpenChange={setOpen}
      placement="bottomLeft"
      content={
        <LedgerViews
          choice={choice}
          onGo={(next) => {
            setOpen(false);
            onGo(next);
          }}
        />
      }
    >
      <Button icon={<PushpinOutlined />} aria-label={label}>
        <span className="ys-wide-only">{label}</span>
      </Button>
    </PanelPopover>
  );
}
