import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseListChoice } from '../../../../common/src/case-list/case-list-address.js';
import { type DueChoice, dueChoices } from '../../../../common/src/case-list/due-range.js';
import { shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';

type Props = { choice: CaseListChoice; onChange: (choice: CaseListChoice) => void };

/** When it is due: the usual stretches, and the exact one that a link brought. */
export function DueFilter({ choice, onChange }: Props) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow();
  const exact = !choice.due && (choice.dueFrom ?? choice.dueTo) !== null;
  const at = (instant: string) => shortDateTime(instant, now, i18n.language);
  const words =
    choice.dueFrom && choice.dueTo
      ? t('list.dueBetween', { from: at(choice.dueFrom), to: at(choice.dueTo) })
      : choice.dueFrom
        ? t('list.dueFrom', { from: at(choice.dueFrom) })
        : t('list.dueTo', { to: choice.dueTo ? at(choice.dueTo) : '' });
  return (
    <Select
      allowClear
      aria-label={t('list.due')}
      placeholder={t('list.due')}
      popupMatchSelectWidth={false}
      value={exact ? 'exact' : (choice.due ?? undefined)}
      onChange={(due?: DueChoice | 'exact') =>
        due === 'exact' ? undefined : onChange({ ...choice, due: due ?? null, dueFrom: null, dueTo: null })
      }
      options={[
        ...(exact ? [{ value: 'exact', label: words }] : []),
        ...dueChoices.map((due) => ({ value: due, label: t(`list.dueChoice.${due}`) })),
      ]}
    />
  );
}
