import { Input } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';

type Props = {
  id?: string;
  /** Where no label points at it. */
  label?: string;
  value: string;
  /** Several lines. */
  lines?: boolean;
  disabled?: boolean;
  placeholder?: string;
  /** Once typing rests, at Enter and when the focus leaves: one change, not one per letter. */
  onCommit: (value: string) => void;
};

const REST_MS = 600;

/** A text of a model: typed freely, told as one change. */
export function TextEntry({ id, label, value, lines = false, disabled, placeholder, onCommit }: Props) {
  const [typed, setTyped] = useState(value);
  const latest = useRef({ typed, value, onCommit });
  latest.current = { typed, value, onCommit };
  // Asked when it happens: what the leaving focus has told is not told again when the rest is over.
  const commit = useCallback(() => {
    if (latest.current.typed !== latest.current.value) latest.current.onCommit(latest.current.typed);
  }, []);

  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === latest.current.value) return;
    const timer = setTimeout(commit, REST_MS);
    return () => clearTimeout(timer);
  }, [typed, commit]);

  const common = { id, 'aria-label': label, value: typed, disabled, placeholder, onBlur: commit };
  return lines ? (
    <Input.TextArea
      {...common}
      autoSize={{ minRows: 2, maxRows: 8 }}
      onChange={(event) => setTyped(event.target.value)}
    />
  ) : (
    <Input {...common} onPressEnter={commit} onChange={(event) => setTyped(event.target.value)} />
  );
}
