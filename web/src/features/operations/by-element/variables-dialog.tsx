import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProposeVariablesDocument } from '../../../gql/documents.generated.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import { ActFrame } from './act-frame.js';
import type { Instance } from './instance.js';
import { valueIn } from './variable-text.js';

type Props = { instance: Instance; name: string; onClose: () => void; onDone: () => void };

/** Proposes another value for one variable: one of those that the models list, or an id, a number, yes or no, a date. */
export function VariablesDialog({ instance, name, onClose, onDone }: Props) {
  const { t } = useTranslation('operations');
  const variable = instance.variables.find((each) => each.name === name);
  const [text, setText] = useState(variable?.value ?? '');
  const choices = variable?.choices ?? [];
  return (
    <ActFrame
      title={t('act.variableTitle', { variable: name })}
      verb={t('act.propose')}
      text={t('act.variableText')}
      done={t('act.proposed')}
      disabled={text.trim() === ''}
      send={(reason) =>
        plainClient
          .mutation(ProposeVariablesDocument, {
            instanceKey: instance.key,
            changes: [{ name, value: valueIn(text) }],
            reason,
          })
          .toPromise()
      }
      onClose={onClose}
      onDone={onDone}
    >
      <LabelledField label={t('act.variableValue')}>
        {(names) =>
          choices.length > 0 ? (
            <Select
              {...names}
              value={text || null}
              onChange={(value) => setText(value ?? '')}
              options={[...choices, 'null'].map((choice) => ({
                value: choice,
                label: choice === 'null' ? t('byElement.noValue') : String(JSON.parse(choice)),
              }))}
            />
          ) : (
            <Input {...names} value={text} onChange={({ target }) => setText(target.value)} />
          )
        }
      </LabelledField>
    </ActFrame>
  );
}
