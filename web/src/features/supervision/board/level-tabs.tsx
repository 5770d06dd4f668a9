import { useTranslation } from 'react-i18next';
import { type BoardChoice, LEVELS, NO_LEVEL } from './board-choice.js';
import type { Counts } from './use-counts.js';

type Props = { choice: BoardChoice; counts: Counts | undefined; onChange: (choice: BoardChoice) => void };

/** All, without supervision, and the five levels, with how many cases stand there and how many wait for an answer. */
export function LevelTabs({ choice, counts, onChange }: Props) {
  const { t } = useTranslation('supervision');
  const of = (level: number) => counts?.levels.find((one) => (one.level ?? NO_LEVEL) === level);
  const tabs: { level: number | null; label: string; cases: number | undefined; unanswered: number }[] = [
    { level: null, label: t('level.all'), cases: counts?.cases, unanswered: 0 },
    ...[NO_LEVEL, ...LEVELS].map((level) => ({
      level,
      label: level === NO_LEVEL ? t('level.none') : `L${level} ${t(`common:supervisionLevelShort.${level}`)}`,
      cases: counts ? (of(level)?.cases ?? 0) : undefined,
      unanswered: of(level)?.unanswered ?? 0,
    })),
  ];
  return (
    <fieldset className="ys-levels">
      <legend className="visually-hidden">{t('level.label')}</legend>
      {tabs.map((tab) => (
        <button
          key={tab.label}
          type="button"
          aria-pressed={choice.level === tab.level}
          title={tab.level ? t(`meaning.${tab.level}`) : undefined}
          onClick={() => onChange({ ...choice, level: tab.level })}
        >
          <span>{tab.label}</span>
          <b className="number">{tab.cases ?? '…'}</b>
          {tab.unanswered > 0 ? (
            <span className="ys-levels-open">{t('level.unanswered', { count: tab.unanswered })}</span>
          ) : null}
        </button>
      ))}
    </fieldset>
  );
}
