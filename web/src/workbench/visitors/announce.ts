/** Says a number aloud with the voice of the computer, where it has one; on the screen it stands in any case. */
import type { Language } from '../../i18n/language.ts';

export const announce = (text: string, language: Language): void => {
  if (!('speechSynthesis' in window)) return;
  const words = new SpeechSynthesisUtterance(text);
  words.lang = language === 'zh' ? 'zh-CN' : 'en-GB';
  words.rate = 0.9;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(words);
};
