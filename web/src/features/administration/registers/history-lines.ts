import type { TFunction } from 'i18next';
import { cellWords, fieldWords } from './cell-words.js';
import type { RegisterView } from './register-view.js';

interface Body {
  changes?: { field: string; from: unknown; to: unknown }[];
  nameFrom?: string | null;
  nameTo?: string | null;
  sessionsEnded?: number;
  sessions?: number;
  tasksReleased?: number;
  imported?: boolean;
}

/** What an event of an entry says, one line for each fact. */
export function historyLines(
  event: { type: string; body: unknown },
  view: Pick<RegisterView, 'fields' | 'part'>,
  t: TFunction,
): string[] {
  const body = (event.body ?? {}) as Body;
  const wordsOf = (field: string) => view.fields.find(({ name }) => name === field)?.words;
  const change = (field: string, from: unknown, to: unknown) =>
    t('history.change', {
      field: fieldWords(field, view.part, t),
      from: cellWords(from, wordsOf(field), t) || t('history.nothing'),
      to: cellWords(to, wordsOf(field), t) || t('history.nothing'),
    });
  const counted = (name: 'sessionsEnded' | 'sessions' | 'tasksReleased', text: string) =>
    body[name] ? [t(`history.${text}`, { count: body[name] })] : [];
  return [
    ...(typeof body.nameTo === 'string' ? [change('name', body.nameFrom, body.nameTo)] : []),
    ...(body.changes ?? []).map(({ field, from, to }) => change(field, from, to)),
    ...counted('sessionsEnded', 'sessionsEnded'),
    ...counted('sessions', 'sessionsEnded'),
    ...counted('tasksReleased', 'tasksReleased'),
    ...(body.imported ? [t('history.imported')] : []),
  ];
}
