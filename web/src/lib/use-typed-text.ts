import { useEffect, useRef, useState } from 'react';

const WAIT_MS = 350;

/** A search box over a text that lives in the address: what is typed goes there, trimmed, once the typing rests. @param kept the text of the address */
export function useTypedText(kept: string, onRest: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(kept);
  const latest = useRef({ kept, onRest });
  latest.current = { kept, onRest };

  const sent = useRef<string | null>(null);

  // The address may change under us (Back, a link) and the box follows; what comes back of our own is older than what was typed
  // since, and would take it away.
  useEffect(() => {
    if (sent.current !== kept) setTyped(kept);
    sent.current = null;
  }, [kept]);
  useEffect(() => {
    if (typed.trim() === latest.current.kept) return;
    const timer = setTimeout(() => {
      sent.current = typed.trim();
      latest.current.onRest(typed.trim());
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return [typed, setTyped];
}
