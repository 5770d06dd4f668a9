import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import './editor.css';

type Props = {
  label: string;
  /** Keys that do the same. */
  hint?: string;
  icon: ReactNode;
  pressed?: boolean;
  disabled?: boolean;
  /** With its word beside the icon. */
  worded?: boolean;
  onClick: () => void;
};

/** A small tool in a bar: an icon with its name on hover, or with it beside. */
export function BarButton({ label, hint, icon, pressed, disabled, worded = false, onClick }: Props) {
  return (
    <Tooltip title={hint ? `${label} · ${hint}` : worded ? '' : label}>
      <Button
        size="small"
        type="text"
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        icon={icon}
        onClick={onClick}
      >
        {worded ? label : null}
      </Button>
    </Tooltip>
  );
}
