import { App as AntApp, ConfigProvider, type ThemeConfig, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect, useMemo } from 'react';
import { usePreferences } from '../../lib/preferences.js';
import { useMedia } from '../../lib/use-media.js';
import { cssVariables, darkPalette, fontFamily, lightPalette } from './tokens.js';

function themeFor(dark: boolean, dense: boolean, still: boolean): ThemeConfig {
  const palette = dark ? darkPalette : lightPalette;
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: palette.brand,
      colorInfo: palette.brand,
      colorLink: palette.brandText,
      colorLinkHover: palette.brandText,
      colorLinkActive: palette.brandText,
      colorSuccess: palette.green,
      colorWarning: palette.yellow,
      colorError: palette.red,
      colorText: palette.text,
      colorTextSecondary: palette.textSoft,
      colorTextTertiary: palette.textFaint,
      colorTextDescription: palette.textSoft,
      colorTextPlaceholder: palette.textFaint,
      colorBgLayout: palette.page,
      colorBgContainer: palette.surface,
      colorBgElevated: dark ? '#1D282B' : '#FFFFFF',
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      controlItemBgHover: palette.hover,
      controlItemBgActive: palette.selected,
      controlItemBgActiveHover: palette.selected,
      fontFamily,
      fontSize: 14,
      fontSizeHeading1: 20,
      fontSizeHeading2: 20,
      fontSizeHeading3: 16,
      fontSizeHeading4: 14,
      fontSizeHeading5: 14,
      lineHeight: 1.57,
      borderRadius: 4,
      controlHeight: dense ? 28 : 32,
      // Without it antd waits for transitions that global.css takes away from who wants no motion.
      motion: !still,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
      wireframe: false,
    },
    components: {
      // antd darkens its colours for the dark theme until words in them can no longer be read: ours stay as they are.
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        colorPrimary: palette.brand,
        colorPrimaryHover: palette.brandHover,
        colorPrimaryActive: palette.brand,
        defaultHoverColor: palette.brandText,
        defaultHoverBorderColor: palette.brandText,
        defaultActiveColor: palette.brandText,
        defaultActiveBorderColor: palette.brandText,
        colorError: palette.redText,
        colorErrorHover: palette.redHover,
        colorErrorActive: palette.redText,
        dangerColor: palette.onRed,
      },
      Dropdown: { colorPrimary: palette.brandText, colorError: palette.redText },
      Radio: { colorPrimary: palette.brandText, colorPrimaryHover: palette.brandText },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px', colorError: palette.redText },
      Tabs: {
        horizontalMargin: '0 0 12px 0',
        itemSelectedColor: palette.brandText,
        itemActiveColor: palette.brandText,
        itemHoverColor: palette.brandText,
        inkBarColor: palette.brandText,
      },
    },
  };
}

/** antd, our style sheet variables and the language of controls, all from the reader's preferences. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const { language, theme: choice, density } = usePreferences();
  const system = useMedia('(prefers-color-scheme: dark)');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const dark = choice === 'dark' || (choice === 'system' && system);
  const dense = density === 'dense';
  const config = useMemo(() => themeFor(dark, dense, still), [dark, dense, still]);
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');

  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    document.documentElement.dataset.density = density;
  }, [dark, density]);

  return (
    <ConfigProvider
      theme={config}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: false, validateMessages: {} }}
    >
      <style>{`:root{${cssVariables(dark ? darkPalette : lightPalette)}color-scheme:${dark ? 'dark' : 'light'}}`}</style>
      <AntApp component={false} message={{ top: 56, maxCount: 3 }}>
        {children}
      </AntApp>
    </ConfigProvider>
  );
}
