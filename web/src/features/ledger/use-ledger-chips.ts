import { useTranslation } from 'react-i18next';
import { type CaseListChoice, NO_UNIT } from '../../../../common/src/case-list/case-list-address.js';
import { dayInWords, shortDateTime } from '../../lib/format-time.js';
import { useAreas, useCategories, useUnits } from '../../lib/reference-data.js';
import { useNow } from '../../lib/server-time.js';
import type { FilterChip } from '../../ui/lists/filter-chips.js';

/** The filters that are on, in words. */
export function useLedgerChips(choice: CaseListChoice, onGo: (choice: CaseListChoice) => void): FilterChip[] {
  const { t, i18n } = useTranslation('ledger');
  const { categories } = useCategories();
  const { areas } = useAreas();
  const { units } = useUnits();
  const now = useNow();
  const chip = (key: string, label: string, off: Partial<CaseListChoice>): FilterChip => ({
    key,
    label,
    off: () => onGo({ ...choice, ...off }),
  });
  const each = (name: 'status' | 'type' | 'channel' | 'phase' | 'light' | 'urgency', words: string) =>
    (choice[name] as string[]).map((value) =>
      chip(`${name}-${value}`, t(`common:${words}.${value}`), {
        [name]: (choice[name] as string[]).filter((one) => one !== value),
      } as Partial<CaseListChoice>),
    );
  const at = (instant: string) => shortDateTime(instant, now, i18n.language);
  const day = (date: string) => dayInWords(`${date}T12:00:00+08:00`, i18n.language);
  const between = (name: 'due' | 'received', from: string | null, to: string | null) =>
    from && to ? t(`${name}Between`, { from, to }) : from ? t(`${name}From`, { from }) : t(`${name}To`, { to });

  const { dueFrom, dueTo, receivedSince, receivedUntil, categoryCode, areaCode, unitId, phoneLast4 } = choice;
  const unit = unitId === NO_UNIT ? t('noUnit') : (units.find(({ id }) => id === unitId)?.shortName ?? '…');
  return [
    ...each('light', 'light'),
    ...(choice.paused ? [chip('paused', t('common:light.PAUSED'), { paused: false })] : []),
    ...(choice.due ? [chip('due', t(`dueChoice.${choice.due}`), { due: null })] : []),
    ...(!choice.due && (dueFrom || dueTo)
      ? [chip('dueDays', between('due', dueFrom && at(dueFrom), dueTo && at(dueTo)), { dueFrom: null, dueTo: null })]
      : []),
    ...(receivedSince || receivedUntil
      ? [
          chip(
            'received',
            between('received', receivedSince && day(receivedSince), receivedUntil && day(receivedUntil)),
            {
              receivedSince: null,
              receivedUntil: null,
            },
          ),
        ]
      : []),
    ...each('urgency', 'urgency'),
    ...each('status', 'status'),
    ...each('phase', 'phaseLong'),
    ...each('type', 'caseType'),
    ...each('channel', 'channel'),
    ...(categoryCode
      ? [
          chip('category', categories.find(({ code }) => code === categoryCode)?.path ?? categoryCode, {
            categoryCode: null,
          }),
        ]
      : []),
    ...(areaCode
      ? [chip('area', areas.find(({ code }) => code === areaCode)?.path ?? areaCode, { areaCode: null })]
      : []),
    ...(unitId ? [chip('unit', unit, { unitId: null })] : []),
    ...(phoneLast4 ? [chip('phone', t('phoneChip', { digits: phoneLast4 }), { phoneLast4: null })] : []),
  ];
}
