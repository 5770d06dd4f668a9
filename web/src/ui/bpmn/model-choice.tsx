import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LabelledField } from '../labelled-field.js';

/** A model that a step may name. */
export interface ModelItem {
  id: string;
  name: string;
}

type Props = {
  label: string;
  value: string;
  items: readonly ModelItem[];
  href: (id: string) => string;
  disabled: boolean;
  onChange: (id: string) => void;
  create?: { label: string; onCreate: () => Promise<string | null> };
};

/** One model of the library, with the way to it. An id that the library lacks stays as it is, and is said to be missing. */
export function ModelChoice({ label, value, items, href, disabled, onChange, create }: Props) {
  const { t } = useTranslation('studio');
  const [making, setMaking] = useState(false);
  const known = items.some(({ id }) => id === value);
  const options = items.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` }));
  return (
    <LabelledField label={label} error={value && !known ? t('step.unknownModel', { id: value }) : undefined}>
      {({ id }) => (
        <>
          <Select
            id={id}
            value={value || undefined}
            placeholder={t('step.chooseModel')}
            options={known || !value ? options : [{ value, label: value }, ...options]}
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            disabled={disabled}
            onChange={(chosen?: string) => onChange(chosen ?? '')}
          />
          <span className="ys-step-links">
            {known ? <Link to={href(value)}>{t('step.openModel')}</Link> : null}
            {create && !value ? (
              <Button
                size="small"
                type="link"
                loading={making}
                disabled={disabled}
                onClick={async () => {
                  setMaking(true);
                  const made = await create.onCreate();
                  setMaking(false);
                  if (made) onChange(made);
                }}
              >
                {create.label}
              </Button>
            ) : null}
          </span>
        </>
      )}
    </LabelledField>
  );
}
