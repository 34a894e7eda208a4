/** One line of JSON per thing that happened. Never an id of a person, never a value that somebody typed. */
export type Line = Readonly<Record<string, string | number | boolean | null | undefined>>;

const write = (level: 'info' | 'warn' | 'error', message: string, line: Line) =>
  console[level](JSON.stringify({ level, message, ...line }));

export const info = (message: string, line: Line = {}) => write('info', message, line);
export const warn = (message: string, line: Line = {}) => write('warn', message, line);

/** A bug or an outage: the stack is ours, the message of an error may quote data and is left out. */
export const error = (message: string, cause: unknown, line: Line = {}) => {
  const { name, stack } = cause instanceof Error ? cause : new Error('not an Error');
  const frames = stack?.split('\n').filter((text) => /^\s+at /.test(text));
  write('error', message, { ...line, error: name, stack: frames?.slice(0, 8).join(' | ') });
};
