/** Run by rotation.test.ts as a process of its own: answers as a function with this environment would. */
import { createInterface } from 'node:readline';
import { housemates } from '../../store/households.ts';
import { findByIdCard, findByPhone, openFields, openFile, resident } from '../../store/people.ts';
import { inTurns } from '../journey/client.ts';
import { idNumberOf, personOf } from './numbered-people.ts';

type Question = { find: number } | { open: number; id: string } | { name: number };

const fileOf = async (n: number) => {
  const file = await resident(`resident-${n}`);
  if (!file) throw new Error(`no file of ${n}`);
  return file;
};

const answer = async (question: Question): Promise<unknown> => {
  if ('open' in question) return openFile(personOf(question.open, question.id));
  if ('name' in question) return (await openFields(await fileOf(question.name))).name;
  const { find: n } = question;
  return {
    idCard: await findByIdCard(idNumberOf(n)),
    phone: (await findByPhone(personOf(n).fields.phone)).toSorted(),
    housemates: (await housemates(await fileOf(n))).toSorted(),
  };
};

// A line with questions, a line with their answers; ten at once, since all at once is a flood.
for await (const line of createInterface({ input: process.stdin })) {
  const questions = JSON.parse(line) as Question[];
  console.log(JSON.stringify(await inTurns(questions.length, (i) => answer(questions[i] as Question))));
}
