/** What a password may be, after NIST SP 800-63B (3.1.1.2): long rather than odd, not one that everybody tries first. */
export type PasswordRule = 'minLength10' | 'maxLength128' | 'isLogin' | 'tooCommon';

const SHORTEST = 10;
const LONGEST = 128;

/**
 * The commonest passwords of ten or more characters, as lists of leaked ones (RockYou, CSDN, the yearly top 200) agree;
 * what is common and shorter is caught by its length, and what grows out of it by `GROWN`.
 */
const COMMON = new Set(
  `1234567890 0123456789 0987654321 9876543210 1234554321 1029384756 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6
  1qaz2wsx3edc 1qazxsw23edc qwertyuiop qwertyuiop123 asdfghjkl123 zxcvbnm123 qazwsxedcrfv 123qweasdzxc 1qaz2wsx3edc4rfv
  passwordpassword mypassword iloveyou123 letmein123 administrator changeme123 woaini1314 woaini1314520 woaini520 5201314520
  1314520520 5845201314 a123456789 123456789a aa123456789 abc123456789 123456789abc qq123456789 woaini123456 3141592653
  basketball chocolate1 princess123 sunshine123 football123 superman123 michael123 starwars123 minecraft1 liverpool1
  manchester blink18212 elizabeth1 alexander1 jennifer123 computer123 internet123 shanghai123 beijing2008 zhongguo123`.split(
    /\s+/,
  ),
);

/** A word everybody knows, dressed up with digits and signs: `Password2026!`, `yousu12345`. */
const GROWN =
  /^(password|passw0rd|p@ssw0rd|p@ssword|qwerty|admin|welcome|woaini|iloveyou|yousu|lanchuan|mima)[\d!@#$%^&*._-]*$/;

/** Rules that a password breaks; null: it may be used. */
export function brokenPasswordRule(password: string, login: string): PasswordRule | null {
  // Counted as a person counts, and compared however it was composed.
  const typed = password.normalize('NFKC');
  const length = [...typed].length;
  if (length < SHORTEST) return 'minLength10';
  if (length > LONGEST) return 'maxLength128';
  const small = typed.toLowerCase();
  if (login !== '' && (small === login || small === login.repeat(2) || small === [...login].reverse().join('')))
    return 'isLogin';
  if (COMMON.has(small) || GROWN.test(small) || isMonotonous(small)) return 'tooCommon';
  return null;
}

/** `aaaaaaaaaa`, `1212121212`, `abcabcabcabc`, `23456789012`: hardly more to guess than their first part. */
function isMonotonous(text: string): boolean {
  for (let period = 1; period <= 4; period += 1)
    if ([...text].every((character, at, all) => at < period || character === all[at - period])) return true;
  const steps = new Set(
    [...text].slice(1).map((character, at) => (character.charCodeAt(0) - text.charCodeAt(at) + 10) % 10),
  );
  return /^\d+$/.test(text) && steps.size === 1;
}
