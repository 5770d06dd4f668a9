import { Segmented } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type DueChoice, dueChoices } from '../../../../common/src/case-list/due-range.js';
import './lists.css';

type DueFilterProps = { due: DueChoice | null; onChange: (due: DueChoice | null) => void };

/** Label and choice of a stretch until the due moment, two cells of a filter form. */
export function DueFilter({ due, onChange }: DueFilterProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <span id={id}>{t('lists.due')}</span>
      <Segmented<DueChoice | 'any'>
        aria-labelledby={id}
        size="small"
        value={due ?? 'any'}
        options={(['any', ...dueChoices] as const).map((one) => ({ value: one, label: t(`lists.dueWithin.${one}`) }))}
        onChange={(chosen) => onChange(chosen === 'any' ? null : chosen)}
      />
    </>
  );
}
