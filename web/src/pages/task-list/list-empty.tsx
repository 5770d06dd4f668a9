import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TaskScope } from '../../gql/schema.generated.js';
import { EmptyState } from '../../ui/states.js';

type ListEmptyProps = { scope: TaskScope; filtered: boolean; onClear: () => void; onScope: (scope: TaskScope) => void };

/** Nothing to do here: why, and where the next work may be. */
export function ListEmpty({ scope, filtered, onClear, onScope }: ListEmptyProps) {
  const { t } = useTranslation('tasks');
  if (filtered) {
    return (
      <EmptyState
        title={t('empty.filteredTitle')}
        text={t('empty.filteredText')}
        actions={<Button onClick={onClear}>{t('filter.clear')}</Button>}
      />
    );
  }
  const other: TaskScope = scope === 'MINE' ? 'UNASSIGNED' : 'MINE';
  return (
    <EmptyState
      title={t(`empty.${scope}`)}
      text={t('empty.text')}
      actions={
        scope === 'ALL' ? null : (
          <Button onClick={() => onScope(other)}>{t('empty.see', { scope: t(`scope.${other}`) })}</Button>
        )
      }
    />
  );
}
