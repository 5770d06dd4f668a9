import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'zh' | 'en';

const files = import.meta.glob<{ default: Record<string, unknown> }>('../locales/*/*.json');

/** Each namespace of each language is its own chunk, read when a page first asks for it. */
const lazyFiles: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const load = files[`../locales/${language}/${namespace}.json`];
    if (!load) return done(new Error(`No texts ${language}/${namespace}`), false);
    load().then(
      (file) => done(null, file.default),
      (error: unknown) => done(error as Error, false),
    );
  },
};

export async function startI18n(language: Language): Promise<void> {
  // From the event, not after each call: of two changes at once the last one to arrive is the one on screen.
  i18next.on('languageChanged', (shown) => {
    document.documentElement.lang = shown === 'zh' ? 'zh-CN' : 'en';
  });
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: ['zh', 'en'],
      ns: ['common'],
      defaultNS: 'common',
      fallbackNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

export async function changeLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
}
