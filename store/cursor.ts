/**
 * How far a list was read, as callers carry it about. A cursor holds a position and a mark of its list; what the list
 * is, the caller's request says, never the cursor. Callers can write cursors themselves, so a position is believed only
 * where it lies within the list: a forged one can at most start elsewhere in what its bearer may read anyhow.
 */
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { type Refusal, refuse } from '../domain/refusal.ts';

type Position = readonly (string | number)[];

/** The mark of a list, made of everything that makes it another list. */
export const markOf = (list: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 12);

export const cursorOf = (mark: string, position: Position): string =>
  Buffer.from(JSON.stringify([mark, ...position])).toString('base64url');

/** The position of a cursor of this list; null when it is none. */
export const positionOf = <Schema extends z.ZodType<Position>>(
  mark: string,
  cursor: string,
  schema: Schema,
): z.output<Schema> | null => {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts[0] !== mark) return null;
  return schema.safeParse(parts.slice(1)).data ?? null;
};

/** The answer to a cursor that is no cursor of the list. */
export const badCursor = (cursor: string): Refusal =>
  refuse('invalid', {}, [
    {
      path: 'cursor',
      code: 'cursor',
      zh: '翻页标记不属于此列表，请从第一页重新开始',
      en: 'not a cursor of this list; start again from the first page',
      seen: cursor.slice(0, 40),
    },
  ]);
