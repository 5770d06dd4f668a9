import { Modal } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
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

/** A few fields over the page, the first of them ready to be filled; Ctrl-Enter sends them from any of them. */
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
  const fields = useRef<HTMLDivElement>(null);
  const [opener] = useState(() => document.activeElement as HTMLElement | null);
  // The dialog is gone with its question: nothing of it is left that could hand the focus back by itself.
  useEffect(() => () => opener?.focus(), [opener]);

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
      focusable={{ focusTriggerAfterClose: false }}
      afterOpenChange={(open) => open && fields.current?.querySelector<HTMLElement>('textarea, input')?.focus()}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl-Enter belongs to the whole dialog. */}
      <div ref={fields} className="ys-dialog" onKeyDown={onKeyDown}>
        {children}
      </div>
    </Modal>
  );
}
