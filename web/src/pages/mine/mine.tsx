/** Who I am here, and where everything about me is found. */
import { Link } from 'wouter';
import { type StaffPlace, staffPlaceOf } from '../../auth/staff-place.ts';
import { useMe, useSession } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { useRegionPath } from '../file/fields/region-picker.tsx';
import { CounterCode } from '../register/counter-code.tsx';
import { SignInButton } from '../sign-in/sign-in-first.tsx';

const Row = ({ to, icon, label }: { to: string; icon: IconName; label: string }) => (
  <li>
    <Link href={to} className="row">
      <Icon name={icon} />
      <span className="row-main row-title">{label}</span>
      <Icon name="next" />
    </Link>
  </li>
);

const placeNames = {
  '/workbench': 'workbench',
  '/supervision': 'supervision',
  '/administration': 'administration',
} as const satisfies Record<StaffPlace, string>;

const Mine = () => {
  const { t } = useWords();
  const session = useSession();
  const me = useMe();
  const place = me && staffPlaceOf(me);
  const community = useRegionPath(me?.communityCode ?? '');
  return (
    <Page title={t('app.mine')}>
      {session ? (
        me && (
          <section className="card" aria-label={t('mine.account')}>
            <dl className="pairs">
              <div>
                <dt>{t('mine.number')}</dt>
                <dd className="number">{me.residentId ?? me.id}</dd>
              </div>
              {community && (
                <div>
                  <dt>{t('file.community')}</dt>
                  <dd>{community}</dd>
                </div>
              )}
            </dl>
            <p className="hint">{t('mine.numberNote')}</p>
          </section>
        )
      ) : (
        <section className="card" aria-label={t('app.signIn')}>
          <p>{t('signIn.why')}</p>
          <p>
            <SignInButton />
          </p>
        </section>
      )}
      {me && <CounterCode me={me} />}
      {me?.registration === 'none' && me.role === null && (
        <Link href="/register" className="button">
          {t('register.begin')}
        </Link>
      )}
      <ul className="list">
        {place && <Row to={place} icon="people" label={t(`app.${placeNames[place]}`)} />}
        {session && <Row to="/my" icon="papers" label={t('app.requests')} />}
        {me?.residentId && <Row to="/mine/papers" icon="papers" label={t('kept.mine')} />}
        {session && <Row to="/acting" icon="people" label={t('acting.title')} />}
        {me?.residentId && <Row to="/mine/data" icon="papers" label={t('data.title')} />}
        <Row to="/progress" icon="search" label={t('app.track')} />
        <Row to="/help" icon="bell" label={t('app.help')} />
        {session && <Row to="/sign-out" icon="back" label={t('app.signOut')} />}
      </ul>
      <p className="hint">{t('app.privacy')}</p>
    </Page>
  );
};
export default Mine;
