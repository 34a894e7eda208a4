/** i18next with Chinese at hand and English loaded when somebody wants it. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { currentLanguage, keepLanguage, type Language } from './language.ts';
import { type Words, zh } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words };
  }
}

const show = async (language: Language): Promise<void> => {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en.ts');
    i18next.addResourceBundle('en', 'translation', en);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
};

/** Resolves when the words of the remembered language are there. */
export const startLanguage = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    // Words of the catalogue are keys as they stand, colons included.
    nsSeparator: false,
    resources: { zh: { translation: zh } },
    interpolation: { escapeValue: false },
  });
  const language = currentLanguage();
  // Without a connection the English words may be out of reach: better Chinese than nothing.
  if (language !== 'zh') await show(language).catch(() => {});
};

export const switchLanguage = async (language: Language): Promise<void> => {
  await show(language);
  keepLanguage(language);
};

/** `t` for the words of the pages, `say` for what the service says in both languages. */
export const useWords = () => {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  const say = (text: { zh: string; en: string }): string => text[language];
  return { t, say, language };
};
