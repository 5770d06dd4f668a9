import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InterimReplies } from '../../ui/interim-reply/interim-replies.js';
import { InterimReplyDialog } from '../../ui/interim-reply/interim-reply-dialog.js';
import type { ViewedTask } from './task-header.js';

/** The steps at which one may be sent, or whoever writes or approves the final reply must know what was said. */
export const mayFollowInterimReply = (kind: string) => ['handle', 'draftReply', 'approveReply'].includes(kind);

/** What the citizen was told already, and telling something more before the final reply. */
export function InterimReplyPanel({ of, mine }: { of: ViewedTask['case']; mine: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [writing, setWriting] = useState(false);
  const allowed = mine && of.actions.includes('interimReply');
  if (!allowed && of.interimReplies.length === 0) return null;

  return (
    <section className="ys-contact" aria-label={t('interimReply.name')}>
      <div className="ys-contact-head">
        <h3>{t('interimReply.name')}</h3>
        {allowed ? (
          <Button type="link" size="small" onClick={() => setWriting(true)}>
            {t('interimReply.submit')}
          </Button>
        ) : null}
      </div>
      {of.interimReplies.length === 0 ? (
        <p className="soft">{t('interimReply.none')}</p>
      ) : (
        <InterimReplies replies={of.interimReplies} />
      )}
      {writing ? (
        <InterimReplyDialog
          caseId={of.id}
          onClose={() => setWriting(false)}
          onDone={() => void message.success(t('interimReply.done'))}
        />
      ) : null}
    </section>
  );
}
