import { Alert, Modal } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  act: 'pause' | 'resume' | 'stop' | 'requestExtension';
  /** Name of the clock, in words. */
  clock: string;
  number: string;
  busy: boolean;
  /** What the server refused, as a sentence; what was written stays. */
  failure: string | null;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** The frame of every act on a clock: what it does, its fields, and Ctrl-Enter to send. */
export function ClockDialog({ act, clock, number, busy, failure, onSubmit, onClose, children }: Props) {
  const { t } = useTranslation('cases');
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSubmit();
  }
  return (
    <Modal
      open
      title={t(`clockAct.${act}Title`, { clock, number })}
      okText={t(`clockAct.${act}Submit`)}
      cancelText={t('act.cancel')}
      okButtonProps={{ danger: act === 'stop' }}
      confirmLoading={busy}
      onOk={onSubmit}
      onCancel={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl-Enter belongs to the whole dialog. */}
      <div className="ys-case-dialog" onKeyDown={onKeyDown}>
        <p>{t(`clockAct.${act}Text`)}</p>
        {children}
        {failure ? <Alert type="error" showIcon title={failure} role="alert" /> : null}
      </div>
    </Modal>
  );
}
