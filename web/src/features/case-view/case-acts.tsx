import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonMenu } from '../../ui/button-menu.js';
import { InterimReplyDialog } from '../../ui/interim-reply/interim-reply-dialog.js';
import { ActDialog, type WordedAct } from './act-dialog.js';
import { FirstContactDialog } from './first-contact-dialog.js';
import { AddCoUnitsDialog } from './units/add-co-units-dialog.js';

type Act = Exclude<WordedAct, 'viewRequester'> | 'firstContact' | 'interimReply' | 'addCoUnits';

/** In the order people need them; what ends a case stands behind "more". */
const NEAR: readonly Act[] = ['firstContact', 'interimReply', 'addCoUnits', 'urge', 'supplement', 'instruct'];
const FAR: readonly Act[] = ['withdraw', 'void'];

/** Acts that say what follows from them. */
const DONE: Readonly<Record<string, string>> = {
  interimReply: 'common:interimReply.done',
  addCoUnits: 'coUnits.added',
};

type Props = { caseId: string; number: string; actions: string[]; onDone: () => void };

/** What the reader may do on the case itself; work on a task is done on the task. */
export function CaseActs({ caseId, number, actions, onDone }: Props) {
  const { t } = useTranslation('cases');
  const { message } = App.useApp();
  const [act, setAct] = useState<Act | null>(null);
  const near = NEAR.filter((one) => actions.includes(one));
  const far = FAR.filter((one) => actions.includes(one));
  function done() {
    void message.success(t(DONE[act ?? ''] ?? 'actDialog.done'));
    onDone();
  }
  return (
    <>
      {near.map((one) => (
        <Button key={one} size="small" onClick={() => setAct(one)}>
          {t(`act.${one}`)}
        </Button>
      ))}
      {far.length > 0 ? (
        <ButtonMenu
          menu={{
            items: far.map((one) => ({ key: one, label: t(`act.${one}`), danger: one === 'void' })),
            onClick: ({ key }) => setAct(key as Act),
          }}
        >
          <Button size="small" aria-haspopup="menu">
            {t('act.more')} ▾
          </Button>
        </ButtonMenu>
      ) : null}
      {act === 'firstContact' ? (
        <FirstContactDialog caseId={caseId} onClose={() => setAct(null)} onDone={done} />
      ) : null}
      {act === 'interimReply' ? (
        <InterimReplyDialog caseId={caseId} onClose={() => setAct(null)} onDone={done} />
      ) : null}
      {act === 'addCoUnits' ? (
        <AddCoUnitsDialog caseId={caseId} number={number} onClose={() => setAct(null)} onDone={done} />
      ) : null}
      {act && act !== 'firstContact' && act !== 'interimReply' && act !== 'addCoUnits' ? (
        <ActDialog act={act} caseId={caseId} number={number} onClose={() => setAct(null)} onDone={done} />
      ) : null}
    </>
  );
}
