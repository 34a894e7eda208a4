/** Dates as people say them. Instants carry Nantong's own time: their text is read, never converted. */
import type { Language } from '../i18n/language.ts';

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const partsOf = (instant: string) => {
  const [year = 0, month = 1, day = 1] = instant.slice(0, 10).split('-').map(Number);
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
};

/** 11月26日（周四）, Thu 26 Nov; the year where it is not the one we are in. */
export const dateText = (instant: string, language: Language): string => {
  const { year, month, day, weekday } = partsOf(instant);
  const isOther = year !== new Date().getFullYear();
  return language === 'zh'
    ? `${isOther ? `${year}年` : ''}${month}月${day}日（${weekdays.zh[weekday]}）`
    : `${weekdays.en[weekday]} ${day} ${months[month - 1]}${isOther ? ` ${year}` : ''}`;
};

/** 11月26日, 26 Nov; the year where it is not the one we are in. */
export const dayText = (date: string, language: Language): string => {
  const { year, month, day } = partsOf(date);
  const isOther = year !== new Date().getFullYear();
  return language === 'zh'
    ? `${isOther ? `${year}年` : ''}${month}月${day}日`
    : `${day} ${months[month - 1]}${isOther ? ` ${year}` : ''}`;
};

/** 17:30 */
export const timeText = (instant: string): string => instant.slice(11, 16);

export const momentText = (instant: string, language: Language): string =>
  `${dateText(instant, language)} ${timeText(instant)}`;

/** Working milliseconds as hours and days of eight hours: the office's own time. */
export const workingText = (ms: number, language: Language): string => {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return language === 'zh' ? `${minutes} 分钟` : `${minutes} min`;
  const hours = Math.round(minutes / 6) / 10;
  if (hours < 16) return language === 'zh' ? `${hours} 小时` : `${hours} h`;
  const days = Math.round(hours / 0.75) / 10;
  return language === 'zh' ? `${days} 个工作日` : `${days} working days`;
};
