import { PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type DragEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { randomKey } from '../../lib/random-key.js';
import './attachments.css';
import { fileSize, type UploadedFile, UploadRefused, uploadAttachment } from './upload-attachment.js';

const MAX_MB = 20;
const MAX_FILES = 10;
/** What the API takes; endings beside the types, since not every system knows the type of a HEIC or an Office file. */
const ACCEPT = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  '.heic',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.xlsx',
  'audio/mpeg',
  '.mp3',
  'audio/wav',
  '.wav',
  'video/mp4',
  '.mp4',
].join();

type Waiting = { key: string; file: File; problem: string | null };

type Props = {
  files: UploadedFile[];
  onChange: (change: (files: UploadedFile[]) => UploadedFile[]) => void;
  /** Told while files are on their way, so that a form waits for them. */
  onBusy?: (busy: boolean) => void;
};

/** Files by button, drop or paste; each is sent at once and can be sent again or removed. */
export function AttachmentUpload({ files, onChange, onBusy }: Props) {
  const { t } = useTranslation('attachments');
  const input = useRef<HTMLInputElement>(null);
  const zone = useRef<HTMLDivElement>(null);
  const [waiting, setWaiting] = useState<Waiting[]>([]);
  const [over, setOver] = useState(false);
  const [notice, setNotice] = useState('');
  const abort = useRef(new AbortController());
  const removed = useRef(new Set<string>());
  const room = MAX_FILES - files.length - waiting.length;
  const busy = waiting.some((item) => item.problem === null);

  useEffect(() => onBusy?.(busy), [busy, onBusy]);
  useEffect(() => {
    // Strict mode mounts twice: the second life needs its own controller.
    abort.current = new AbortController();
    return () => abort.current.abort();
  }, []);

  const send = useCallback(
    async (item: Waiting) => {
      const { signal } = abort.current;
      try {
        const taken = await uploadAttachment(item.file, signal);
        if (signal.aborted) return;
        if (!removed.current.has(item.key)) onChange((known) => [...known, taken]);
        setWaiting((items) => items.filter((other) => other.key !== item.key));
      } catch (error) {
        if (signal.aborted) return;
        const why = error instanceof UploadRefused ? error.why : 'failed';
        const problem = t(why, { name: item.file.name, size: MAX_MB });
        setWaiting((items) => items.map((other) => (other.key === item.key ? { ...other, problem } : other)));
      }
    },
    [onChange, t],
  );

  const add = useCallback(
    (chosen: File[]) => {
      setNotice(chosen.length > room ? t('tooMany', { count: MAX_FILES }) : '');
      const items = chosen.slice(0, Math.max(0, room)).map((file) => ({
        key: randomKey(),
        file,
        problem: file.size > MAX_MB * 1_048_576 ? t('tooLarge', { name: file.name, size: MAX_MB }) : null,
      }));
      setWaiting((known) => [...known, ...items]);
      for (const item of items) if (!item.problem) void send(item);
    },
    [room, send, t],
  );

  useEffect(() => {
    const form = zone.current?.closest('form');
    const paste = (event: ClipboardEvent) => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      // Office programs put a picture beside copied text; the text is what is meant.
      if (pasted.length > 0 && !event.clipboardData?.types.includes('text/plain')) add(pasted);
    };
    form?.addEventListener('paste', paste);
    return () => form?.removeEventListener('paste', paste);
  }, [add]);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same by keyboard.
    <div
      ref={zone}
      className={`ys-upload${over ? ' ys-upload-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <div className="ys-upload-bar">
        <Button
          icon={<PaperClipOutlined aria-hidden="true" />}
          disabled={room <= 0}
          onClick={() => input.current?.click()}
        >
          {t('add')}
        </Button>
        <span className="soft ys-upload-hint">{t('limit', { size: MAX_MB, count: MAX_FILES })}</span>
      </div>
      <ul aria-live="polite">
        {files.map((file) => (
          <li key={file.id}>
            <span className="one-line">{file.name}</span>
            <span className="soft number">{fileSize(file.sizeBytes)}</span>
            <Button
              size="small"
              type="text"
              aria-label={t('remove', { name: file.name })}
              onClick={() => onChange((known) => known.filter((other) => other.id !== file.id))}
            >
              ✕
            </Button>
          </li>
        ))}
        {waiting.map((item) => (
          <li key={item.key} className={item.problem ? 'ys-upload-problem' : undefined}>
            <span className="one-line">{item.problem ?? item.file.name}</span>
            {item.problem ? (
              item.file.size <= MAX_MB * 1_048_576 ? (
                <Button
                  size="small"
                  type="link"
                  onClick={() => {
                    const again = { ...item, problem: null };
                    setWaiting((items) => items.map((other) => (other.key === item.key ? again : other)));
                    void send(again);
                  }}
                >
                  {t('retry')}
                </Button>
              ) : (
                <span />
              )
            ) : (
              <span className="soft">{t('uploading')}</span>
            )}
            <Button
              size="small"
              type="text"
              aria-label={t('remove', { name: item.file.name })}
              onClick={() => {
                removed.current.add(item.key);
                setWaiting((items) => items.filter((other) => other.key !== item.key));
              }}
            >
              ✕
            </Button>
          </li>
        ))}
      </ul>
      {notice ? (
        <p role="alert" className="ys-upload-problem">
          {notice}
        </p>
      ) : null}
    </div>
  );
}
