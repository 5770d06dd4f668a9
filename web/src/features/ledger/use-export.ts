import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CaseListChoice, writeCaseList } from '../../../../common/src/case-list/case-list-address.js';
import { refusalSentence } from '../../lib/error-facts.js';
import { loseViewer } from '../../lib/session.js';

export type ExportFormat = 'csv' | 'xlsx';

/** An export on its way: how many bytes have come. */
export type Export = { bytes: number };

const SHOW_EVERY_BYTES = 256 * 1024;

/** Fetches an export, so that a refusal is told as a sentence; the browser keeps what has come outside the page's memory. */
export function useExport() {
  const { t } = useTranslation('ledger');
  const { message } = App.useApp();
  const [running, setRunning] = useState<Export | null>(null);
  const going = useRef<AbortController>(null);
  useEffect(() => () => going.current?.abort(), []);

  const start = useCallback(
    async (choice: CaseListChoice, format: ExportFormat, language: string) => {
      if (going.current) return;
      const mine = new AbortController();
      going.current = mine;
      setRunning({ bytes: 0 });
      try {
        const search = writeCaseList(choice);
        search.set('format', format);
        search.set('lang', language);
        const response = await fetch(`/exports/cases?${search}`, { credentials: 'same-origin', signal: mine.signal });
        if (response.status === 401) return loseViewer();
        if (!response.ok || !response.body) return void message.error(refusalSentence(await response.json(), t));
        let bytes = 0;
        let shown = 0;
        const counted = response.body.pipeThrough(
          new TransformStream<Uint8Array, Uint8Array>({
            transform(chunk, controller) {
              bytes += chunk.byteLength;
              if (bytes - shown >= SHOW_EVERY_BYTES) {
                shown = bytes;
                setRunning({ bytes });
              }
              controller.enqueue(chunk);
            },
          }),
        );
        const blob = await new Response(counted, { headers: response.headers }).blob();
        save(blob, nameOf(response) ?? `ledger.${format}`);
        message.success(t('export.done'));
      } catch {
        if (!mine.signal.aborted) message.error(t('export.broken'));
      } finally {
        if (going.current === mine) going.current = null;
        setRunning(null);
      }
    },
    [message, t],
  );

  return { running, start, stop: () => going.current?.abort() };
}

function nameOf(response: Response): string | null {
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return name ? decodeURIComponent(name) : null;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
