import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { LabelledField } from '../../ui/labelled-field.js';
import type { IntakeProblems } from './check-intake.js';
import type { IntakeDraft } from './intake-draft.js';

type Props = {
  draft: IntakeDraft;
  problem: (field: keyof IntakeProblems) => string | undefined;
  patch: (change: Partial<IntakeDraft>) => void;
};

export function RequesterFields({ draft, problem, patch }: Props) {
  const { t } = useTranslation('intake');
  const anonymous = draft.requesterKind === 'ANONYMOUS';
  return (
    <div className="ys-intake-row ys-intake-requester">
      <LabelledField label={t('requesterKind')}>
        {({ id }) => (
          <Radio.Group
            id={id}
            aria-label={t('requesterKind')}
            optionType="button"
            value={draft.requesterKind}
            onChange={(event) => patch({ requesterKind: event.target.value })}
            options={(['PERSON', 'ENTERPRISE', 'ANONYMOUS'] as const).map((kind) => ({
              value: kind,
              label: t(`common:requesterKind.${kind}`),
            }))}
          />
        )}
      </LabelledField>
      {anonymous ? null : (
        <>
          <LabelledField
            label={draft.requesterKind === 'ENTERPRISE' ? t('enterpriseName') : t('name')}
            error={problem('name')}
          >
            {({ id, ...names }) => (
              <Input
                {...names}
                id={id}
                data-field="name"
                autoComplete="off"
                maxLength={80}
                value={draft.name}
                onChange={(event) => patch({ name: event.target.value })}
              />
            )}
          </LabelledField>
          <LabelledField label={t('phone')} error={problem('phone')}>
            {({ id, ...names }) => (
              <Input
                {...names}
                id={id}
                data-field="phone"
                type="tel"
                inputMode="tel"
                autoComplete="off"
                maxLength={30}
                value={draft.phone}
                onChange={(event) => patch({ phone: event.target.value })}
              />
            )}
          </LabelledField>
        </>
      )}
    </div>
  );
}
