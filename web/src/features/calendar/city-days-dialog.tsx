import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PreviewCityDaysDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { refusalSentence } from './refusal.js';

type Props = { today: string; onClose: () => void; onPreviewed: () => void };
const ACTS = ['OFF', 'WORK', 'BACK'] as const;

/** The city closes or opens its offices on days of its own, or goes back to the nation's. */
export function CityDaysDialog({ today, onClose, onPreviewed }: Props) {
  const { t } = useTranslation('calendar');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [act, setAct] = useState<(typeof ACTS)[number]>('OFF');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function preview() {
    setBusy(true);
    const day = act === 'BACK' ? { kind: null, name: null } : { kind: act, name };
    const { error } = await plainClient.mutation(PreviewCityDaysDocument, { from, to, ...day }).toPromise();
    setBusy(false);
    if (error) setProblem(refusalSentence(error, t));
    else onPreviewed();
  }

  return (
    <Modal
      open
      title={t('city.title')}
      okText={t('import.preview')}
      cancelText={t('common:action.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: act !== 'BACK' && name.trim() === '' }}
      onOk={preview}
      onCancel={onClose}
    >
      <div className="ys-calendar-form">
        <LabelledField label={t('city.what')}>
          {({ status: _, id: __, ...names }) => (
            <Radio.Group
              {...names}
              value={act}
              onChange={(event) => setAct(event.target.value)}
              options={ACTS.map((each) => ({ value: each, label: t(`city.act.${each}`) }))}
            />
          )}
        </LabelledField>
        <div className="ys-calendar-pair">
          <LabelledField label={t('city.from')}>
            {({ status: _, ...names }) => (
              <Input
                {...names}
                type="date"
                value={from}
                onChange={(event) => {
                  setFrom(event.target.value);
                  if (event.target.value > to) setTo(event.target.value);
                }}
              />
            )}
          </LabelledField>
          <LabelledField label={t('city.to')}>
            {({ status: _, ...names }) => (
              <Input {...names} type="date" min={from} value={to} onChange={(event) => setTo(event.target.value)} />
            )}
          </LabelledField>
        </div>
        {act === 'BACK' ? null : (
          <LabelledField label={t('city.name')} help={t('city.nameHelp')}>
            {({ status: _, ...names }) => (
              <Input {...names} maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </LabelledField>
        )}
        {problem ? (
          <p role="alert" className="ys-field-error">
            {problem}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}
