/** The places of the administration, each with its key. A new part adds its line here and its route in administration.tsx. */
import type { Administrator } from './me.ts';

type Place = {
  readonly to: `/administration${string}`;
  /** Its words in zh.ts and en.ts, under `places`. */
  readonly name:
    'overview' | 'calendar' | 'staff' | 'targets' | 'catalogue' | 'offices' | 'limits' | 'facts' | 'erasures';
  readonly key: string;
  /** Supervisors of the city confirm calendar years and targets; everything else is for administrators. */
  readonly roles: readonly Administrator['role'][];
};

export const places: readonly Place[] = [
  { to: '/administration', name: 'overview', key: 'o', roles: ['administrator', 'supervisor'] },
  { to: '/administration/calendar', name: 'calendar', key: 'c', roles: ['administrator', 'supervisor'] },
  { to: '/administration/staff', name: 'staff', key: 's', roles: ['administrator'] },
  { to: '/administration/targets', name: 'targets', key: 't', roles: ['administrator', 'supervisor'] },
  { to: '/administration/catalogue', name: 'catalogue', key: 'g', roles: ['administrator', 'supervisor'] },
  { to: '/administration/offices', name: 'offices', key: 'u', roles: ['administrator', 'supervisor'] },
  { to: '/administration/limits', name: 'limits', key: 'l', roles: ['administrator', 'supervisor'] },
  { to: '/administration/erasures', name: 'erasures', key: 'e', roles: ['administrator', 'supervisor'] },
  { to: '/administration/facts', name: 'facts', key: 'f', roles: ['administrator'] },
];
