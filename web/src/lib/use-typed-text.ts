import { useEffect, useRef, useState } from 'react';

const WAIT_MS = 350;

/** A search box over a text that lives in the address: what is typed goes there, trimmed, once the typing rests. @param kept the text of the address */
export function useTypedText(kept: string, onRest: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(kept);
  const latest = useRef({ kept, onRest });
  latest.current = { kept, onRest };

  // The address may change under us (Back, a link): the box follows unless someone is typing.
  useEffect(() => setTyped(kept), [kept]);
  useEffect(() => {
    if (typed.trim() === latest.current.kept) return;
    const timer = setTimeout(() => latest.current.onRest(typed.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return [typed, setTyped];
}
