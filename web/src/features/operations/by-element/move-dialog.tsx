import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProposeMoveDocument } from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import { ActFrame } from './act-frame.js';
import type { Instance } from './instance.js';

type Props = {
  instance: Instance;
  token: Instance['standing'][number];
  nameOf: (elementId: string) => string;
  onClose: () => void;
  onDone: () => void;
};

/** Proposes that a token goes on elsewhere in the same version. */
export function MoveDialog({ instance, token, nameOf, onClose, onDone }: Props) {
  const { t } = useTranslation('operations');
  const [to, setTo] = useState<string | null>(null);
  const targets = instance.targets.filter(({ elementId }) => elementId !== token.elementId);
  return (
    <ActFrame
      title={t('act.moveTitle', { element: nameOf(token.elementId) })}
      verb={t('act.propose')}
      text={t('act.moveText')}
      done={t('act.proposed')}
      disabled={to === null}
      send={(reason) =>
        plainClient
          .mutation(ProposeMoveDocument, {
            instanceKey: instance.key,
            elementInstanceKey: token.elementInstanceKey,
            to: to ?? '',
            reason,
          })
          .toPromise()
      }
      onClose={onClose}
      onDone={onDone}
    >
      <LabelledField label={t('act.moveTo')}>
        {(names) => (
          <Select
            {...names}
            showSearch={{ optionFilterProp: 'label' }}
            value={to}
            onChange={setTo}
            options={targets.map(({ elementId, name }) => ({
              value: elementId,
              label: name === elementId ? elementId : `${name}（${elementId}）`,
            }))}
          />
        )}
      </LabelledField>
    </ActFrame>
  );
}
