import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { choose, type Preferences, usePreferences } from '../../lib/preferences.js';
import './account.css';

/** Language, rows and light: at once on this screen, and on the next one the account signs in at. */
export function DisplayChoices() {
  const { t } = useTranslation('account');
  const { language, density, theme } = usePreferences();
  return (
    <dl className="ys-choices">
      <dt id="choice-language">{t('display.language')}</dt>
      <dd>
        <Segmented<Preferences['language']>
          aria-labelledby="choice-language"
          value={language}
          onChange={(chosen) => choose({ language: chosen })}
          options={[
            { value: 'zh', label: <span lang="zh-CN">中文</span> },
            { value: 'en', label: <span lang="en">English</span> },
          ]}
        />
      </dd>
      <dt id="choice-density">{t('display.density')}</dt>
      <dd>
        <Segmented<Preferences['density']>
          aria-labelledby="choice-density"
          value={density}
          onChange={(chosen) => choose({ density: chosen })}
          options={(['comfortable', 'dense'] as const).map((value) => ({ value, label: t(`common:density.${value}`) }))}
        />
      </dd>
      <dt id="choice-theme">{t('display.theme')}</dt>
      <dd>
        <Segmented<Preferences['theme']>
          aria-labelledby="choice-theme"
          value={theme}
          onChange={(chosen) => choose({ theme: chosen })}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`common:theme.${value}`),
          }))}
        />
      </dd>
    </dl>
  );
}
