/** A notice for 2027 as the State Council could give it: made up, but with the shape of the real ones. */
import type { YearNotice } from '../../../domain/sla/publishing.ts';
import { datesFrom } from './published.ts';

const days = (zh: string, en: string, ...dates: string[]) => dates.map((date) => ({ date, zh, en }));

/** Spring Festival 5–14 February with work on Sunday 31 January and Saturday 20 February; Labour and National Day likewise. */
export const notice2027: YearNotice = {
  off: [
    ...days('元旦', "New Year's Day", ...datesFrom('2027-01-01', '2027-01-03')),
    ...days('春节', 'Spring Festival', ...datesFrom('2027-02-05', '2027-02-14')),
    ...days('清明', 'Tomb-sweeping Day', ...datesFrom('2027-04-03', '2027-04-05')),
    ...days('劳动节', 'Labour Day', ...datesFrom('2027-05-01', '2027-05-05')),
    ...days('端午', 'Dragon Boat Festival', '2027-06-09'),
    ...days('中秋', 'Mid-autumn Festival', '2027-09-15'),
    ...days('国庆节', 'National Day', ...datesFrom('2027-10-01', '2027-10-07')),
  ],
  makeUp: [
    ...days('春节', 'Spring Festival', '2027-01-31', '2027-02-20'),
    ...days('劳动节', 'Labour Day', '2027-05-08'),
    ...days('国庆节', 'National Day', '2027-09-26', '2027-10-09'),
  ],
};

/** The same, but New Year goes on to Monday 4 January and Saturday 9 January is worked. */
export const longNewYear2027: YearNotice = {
  off: [...notice2027.off, ...days('元旦', "New Year's Day", '2027-01-04')],
  makeUp: [...notice2027.makeUp, ...days('元旦', "New Year's Day", '2027-01-09')],
};
