import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { LabelledField } from '../../ui/labelled-field.js';
import type { StepProps } from './step-props.js';

export function ContactStep({ draft, patch, problem }: StepProps) {
  const { t } = useTranslation('citizen');
  return (
    <>
      <LabelledField label={t('contact.kind')}>
        {({ id }) => (
          <Radio.Group
            id={id}
            block
            optionType="button"
            aria-label={t('contact.kind')}
            value={draft.kind}
            onChange={(event) => patch({ kind: event.target.value })}
            options={(['PERSON', 'ENTERPRISE', 'ANONYMOUS'] as const).map((kind) => ({
              value: kind,
              label: t(`kind.${kind}`),
            }))}
          />
        )}
      </LabelledField>
      {draft.kind === 'ANONYMOUS' ? (
        <p className="ys-citizen-note">{t('contact.anonymousNote')}</p>
      ) : (
        <>
          <LabelledField
            label={draft.kind === 'ENTERPRISE' ? t('contact.enterpriseName') : t('contact.name')}
            error={problem('name')}
          >
            {({ id, ...names }) => (
              <Input
                {...names}
                id={id}
                data-field="name"
                maxLength={80}
                autoComplete={draft.kind === 'ENTERPRISE' ? 'organization' : 'name'}
                value={draft.name}
                onChange={(event) => patch({ name: event.target.value })}
              />
            )}
          </LabelledField>
          <LabelledField label={t('contact.phone')} help={t('contact.phoneHelp')} error={problem('phone')}>
            {({ id, ...names }) => (
              <Input
                {...names}
                id={id}
                data-field="phone"
                type="tel"
                inputMode="tel"
                maxLength={30}
                autoComplete="tel"
                value={draft.phone}
                onChange={(event) => patch({ phone: event.target.value })}
              />
            )}
          </LabelledField>
        </>
      )}
    </>
  );
}
