import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { choose, usePreferences } from '../../lib/preferences.js';
import './account.css';

const GROUPS = ['TASKS', 'DEADLINES', 'SUPERVISION', 'CASES', 'CALENDAR'] as const;

/** What comes under the bell, group by group; what must be answered always comes. */
export function NoticeChoices() {
  const { t } = useTranslation('account');
  const { noticesOff } = usePreferences();
  return (
    <>
      <ul className="ys-notice-choices">
        {GROUPS.map((group) => {
          const on = !noticesOff.includes(group);
          return (
            <li key={group}>
              <label htmlFor={`notices-${group}`}>
                <strong>{t(`notices.${group}.name`)}</strong>
                <span className="soft"> {t(`notices.${group}.text`)}</span>
              </label>
              <Switch
                id={`notices-${group}`}
                checked={on}
                onChange={(wanted) =>
                  choose({
                    noticesOff: wanted ? noticesOff.filter((off) => off !== group) : [...noticesOff, group],
                  })
                }
              />
            </li>
          );
        })}
      </ul>
      <p className="soft">{t('notices.always')}</p>
    </>
  );
}
