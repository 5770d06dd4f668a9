import { FilterOutlined } from '@ant-design/icons';
import { Badge, Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMedia } from '../../lib/use-media.js';
import { PanelPopover } from '../panel-popover.js';
import './lists.css';

type FilterPanelProps = {
  /** How many filters are on. */
  count: number;
  /** Each choice takes effect at once. */
  children: ReactNode;
};

/** Every filter at once, below its button; on a telephone from the edge of the screen. */
export function FilterPanel({ count, children }: FilterPanelProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const phone = useMedia('(max-width: 599px)');
  const label = t('lists.filter');
  const button = (onClick?: () => void) => (
    <Badge count={count} size="small" color="var(--ys-brand)">
      <Button icon={<FilterOutlined />} aria-label={label} onClick={onClick}>
        <span className="ys-wide-only">{label}</span>
      </Button>
    </Badge>
  );
  if (!phone) {
    return (
      <PanelPopover label={label} open={open} onOpenChange={setOpen} placement="bottomLeft" content={children}>
        {button()}
      </PanelPopover>
    );
  }
  return (
    <>
      {button(() => setOpen(true))}
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={label}
        placement="bottom"
        size="80%"
        destroyOnHidden
        footer={
          <Button type="primary" block onClick={() => setOpen(false)}>
            {t('lists.showList')}
          </Button>
        }
      >
        {children}
      </Drawer>
    </>
  );
}
