/** The language of the pages, remembered on this device. Chinese unless somebody switches. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

const place = 'yizhan.language';

export const currentLanguage = (): Language => {
  const kept = localStorage.getItem(place);
  return kept === 'en' ? 'en' : 'zh';
};

export const keepLanguage = (language: Language): void => localStorage.setItem(place, language);
