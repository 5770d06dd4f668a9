import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseClocksFragment } from '../../../gql/documents.generated.js';
import { ExtensionDialog } from './extension-dialog.js';
import { PauseDialog } from './pause-dialog.js';
import { WordsDialog } from './words-dialog.js';

/** In the order people need them. */
const ACTS = ['resume', 'pause', 'requestExtension', 'stop'] as const;
type Act = (typeof ACTS)[number];

type Props = {
  caseId: string;
  number: string;
  clock: CaseClocksFragment['clocks'][number];
  onDone: () => void;
};

/** What the server lets this reader do with a clock. */
export function ClockActs({ caseId, number, clock, onDone }: Props) {
  const { t } = useTranslation('cases');
  const { message } = App.useApp();
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  function done() {
    message.success(t(`clockAct.${act}Done`));
    onDone();
  }
  return (
    <>
      {ACTS.filter((one) => clock.actions.includes(one)).map((one) => (
        <Button key={one} size="small" danger={one === 'stop'} onClick={() => setAct(one)}>
          {t(`clockAct.${one}`)}
        </Button>
      ))}
      {act === 'pause' ? <PauseDialog clock={clock} number={number} onClose={close} onDone={done} /> : null}
      {act === 'requestExtension' ? (
        <ExtensionDialog caseId={caseId} clock={clock} number={number} onClose={close} onDone={done} />
      ) : null}
      {act === 'resume' || act === 'stop' ? (
        <WordsDialog act={act} clock={clock} number={number} onClose={close} onDone={done} />
      ) : null}
    </>
  );
}
