/** A street that has something to look at: what went well, and one of each that did not. Time is moved as it would pass. */
import { epochMs } from '../../domain/time.ts';
import { type Client, type Ticket, until } from '../journey/client.ts';
import { storyOf } from '../journey/stories.ts';
import { onBoard, requestOf } from '../journey/travel.ts';
import { community, fileCertificate, fileRegistration } from './desk-cases.ts';

export const street = '320613001000';
export const district = '320613000000';
export const city = '320600000000';

/** Done on the spot and rated so: one certificate for each level that is given, null for no rating. */
export const rateCertificates = async (api: Client, levels: readonly (number | null)[]): Promise<Ticket[]> => {
  const done: Ticket[] = [];
  for (const [i, level] of levels.entries()) {
    const resident = i % 2 === 0 ? 'resident-chen' : 'resident-shen';
    const ticket = await fileCertificate(api, resident);
    await api.act('clerk-lin', ticket.id, 'resolve', { outcome: 'done', answer: '证明已开具。' });
    if (level !== null) {
      const reasons = level <= 2 ? { reasons: ['slow'], text: '等了很久。' } : {};
      await api.act(resident, ticket.id, 'rate', { level, ...reasons });
    }
    done.push(ticket);
  }
  return done;
};

const inList = (api: Client, kind: string, { id }: Ticket) =>
  until(`${id} in the list ${kind}`, async () => {
    const path = `/attention/${street}?kind=${kind}&limit=100`;
    const { body } = await api.get<{ tickets: { id: string }[] }>(path, 'supervisor-street');
    return body.tickets.some((ticket) => ticket.id === id) || undefined;
  });

/** Lets time pass until two minutes after a moment. */
const passTo = async (api: Client, moment: string): Promise<void> => {
  const seconds = Math.ceil((epochMs(moment) + 120_000 - epochMs(await api.now())) / 1000);
  if (seconds > 0) await api.advance(`PT${seconds}S`);
};

const returnedBy = async (api: Client, id: string, officer: string, reason: string): Promise<void> => {
  await onBoard(api, id, 'resident-chen');
  await api.act(officer, id, 'return-to-station', { reason });
};

export type Supervised = Readonly<
  Record<'yellow' | 'rated' | 'reopen' | 'unassigned' | 'arbitration', Ticket> & { done: readonly Ticket[] }
>;

/** One of each kind but red, as the street's supervisor finds them; 36 certificates went well, 35 of them rated. */
export const superviseStreet = async (api: Client): Promise<Supervised> => {
  const question = { ...storyOf('education'), itemId: 'policy-consultation', resident: 'resident-chen' };
  const { body: yellow } = await api.file(
    'resident-chen',
    await requestOf(api, { ...question, filer: 'resident-chen' }),
  );
  await onBoard(api, yellow.id, 'resident-chen');
  const levels = Array.from({ length: 36 }, (_, i) => (i === 35 ? null : i % 12 === 0 ? 3 : i % 5 === 0 ? 4 : 5));
  const done = await rateCertificates(api, levels);
  const { clocks } = await api.ticket(yellow.id, 'supervisor-street');
  await passTo(api, clocks.find(({ name }) => name === 'ANSWER')?.due ?? '');
  await inList(api, 'yellow', yellow);
  await api.act('clerk-lin', yellow.id, 'explain-card', {
    card: 'ANSWER-1-yellow',
    explanation: '当天停电，没有看到这件咨询。',
  });

  const [rated] = await rateCertificates(api, [1]);
  const reopen = await fileCertificate(api, 'resident-shen');
  await api.act('resident-shen', reopen.id, 'withdraw');
  await api.act('resident-shen', reopen.id, 'request-reopen', { reason: '还是需要这份证明。' });

  const [unassigned, arbitration] = [
    await fileRegistration(api, 'resident-chen'),
    await fileRegistration(api, 'resident-chen'),
  ];
  for (const { id } of [unassigned, arbitration]) await api.act('clerk-lin', id, 'accept');
  for (const { id } of [unassigned, arbitration])
    await returnedBy(api, id, 'officer-police', '租住地不在本所辖区，请核实。');
  await onBoard(api, arbitration.id, 'resident-chen');
  await api.act('clerk-lin', arbitration.id, 'route', {
    officeId: 'civil-affairs-320613001',
    reason: '请民政办协助。',
  });
  await returnedBy(api, arbitration.id, 'officer-civil-affairs', '流动人口登记属公安职责。');
  if (!rated) throw new Error('nothing was rated');
  const found = { yellow, rated, reopen, unassigned, arbitration, done };
  await inList(api, 'bad-rating', rated);
  await inList(api, 'reopen', reopen);
  await inList(api, 'unassigned', unassigned);
  await inList(api, 'arbitration', arbitration);
  return found;
};

export { community };
