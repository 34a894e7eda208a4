/** The names under which colleagues know each other, by id; of whoever is not entered any more there is none. */
import { staff } from '../store/staff.ts';

type Name = { zh: string; en: string } | null;

export const staffNames = async (ids: readonly (string | undefined)[]): Promise<(id: string | undefined) => Name> => {
  const known = new Map(
    await Promise.all(
      [...new Set(ids)].map(async (id): Promise<[string | undefined, Name]> => {
        const member = id === undefined ? undefined : await staff(id);
        return [id, member ? { zh: member.zh, en: member.en } : null];
      }),
    ),
  );
  return (id) => known.get(id) ?? null;
};
