import { useSyncExternalStore } from 'react';
import { SavePreferencesDocument } from '../gql/documents.generated.js';
import { plainClient } from './graphql-client.js';
import { changeLanguage, type Language } from './i18n.js';
import { currentViewer } from './session.js';

export type Preferences = {
  language: Language;
  theme: 'system' | 'light' | 'dark';
  density: 'comfortable' | 'dense';
  /** Of the task list, by name, in the reader's order; null: the usual ones. */
  columns: readonly string[] | null;
  /** Groups of notices that are not to come; the server decides which may be switched off. */
  noticesOff: readonly string[];
  /** Of the ledger likewise; null: the usual ones. */
  ledgerColumns: readonly string[] | null;
};

const storageKey = 'yousu.preferences';

function firstChoice(): Preferences {
  const language: Language = navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
  return { language, theme: 'system', density: 'comfortable', columns: null, ledgerColumns: null, noticesOff: [] };
}

function known(value: unknown): Partial<Preferences> {
  if (!value || typeof value !== 'object') return {};
  const { language, theme, density, columns, ledgerColumns, noticesOff } = value as Record<string, unknown>;
  return {
    ...(language === 'zh' || language === 'en' ? { language } : {}),
    ...(theme === 'system' || theme === 'light' || theme === 'dark' ? { theme } : {}),
    ...(density === 'comfortable' || density === 'dense' ? { density } : {}),
    ...(columns === null || isListOfNames(columns) ? { columns } : {}),
    ...(isListOfNames(noticesOff) ? { noticesOff } : {}),
    ...(ledgerColumns === null || isListOfNames(ledgerColumns) ? { ledgerColumns } : {}),
  };
}

function isListOfNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

function stored(): Partial<Preferences> {
  try {
    return known(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
  } catch {
    return {};
  }
}

let preferences: Preferences = { ...firstChoice(), ...stored() };
const listeners = new Set<() => void>();

function apply(next: Preferences): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // A full or forbidden storage only costs the choice's memory on this machine.
  }
  show(next);
}

function show(next: Preferences): void {
  const before = preferences;
  preferences = next;
  if (before.language !== next.language) void changeLanguage(next.language);
  for (const listener of listeners) listener();
}

// What is chosen in one window holds in all of this browser.
globalThis.window?.addEventListener('storage', ({ key }) => {
  if (key === storageKey) show({ ...preferences, ...stored() });
});

export function currentPreferences(): Preferences {
  return preferences;
}

/** A choice made now: at once here, and with the account for the next machine. */
export function choose(change: Partial<Preferences>): void {
  apply({ ...preferences, ...change });
  const viewer = currentViewer();
  if (!viewer) return;
  const others = (viewer.preferences as Record<string, unknown> | null) ?? {};
  void plainClient.mutation(SavePreferencesDocument, { preferences: { ...others, ...preferences } }).toPromise();
}

/** What the account remembers wins over this machine when someone signs in. */
export function adoptPreferences(remembered: unknown): void {
  apply({ ...preferences, ...known(remembered) });
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => preferences,
  );
}
