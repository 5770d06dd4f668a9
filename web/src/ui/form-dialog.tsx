import { Modal } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  title: string;
  /** What the button does. */
  verb: string;
  busy: boolean;
  danger?: boolean;
  disabled?: boolean;
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
};

/** A few fields over the page; Ctrl-Enter sends them from any of them. */
export function FormDialog({
  title,
  verb,
  busy,
  danger = false,
  disabled = false,
  onSubmit,
  onClose,
  children,
}: Props) {
  const { t } = useTranslation();

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || busy || disabled) return;
    event.preventDefault();
    void onSubmit();
  }

  return (
    <Modal
      open
      title={title}
      okText={verb}
      cancelText={t('action.cancel')}
      okButtonProps={{ danger, disabled }}
      confirmLoading={busy}
      onOk={onSubmit}
      onCancel={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl-Enter belongs to the whole dialog. */}
      <div className="ys-dialog" onKeyDown={onKeyDown}>
        {children}
      </div>
    </Modal>
  );
}
