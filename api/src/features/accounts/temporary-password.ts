import { randomInt } from 'node:crypto';
import { hash } from '@node-rs/argon2';

/** Nothing that is mistaken for something else when read aloud or from paper. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 4;
/**
 * Sixteen random signs (79 bits) cannot be guessed whatever a try costs, so a hash of them need not be slow; slowness
 * protects what people choose. Twenty thousand accounts of an import take seconds instead of a quarter of an hour.
 */
const QUICK = { memoryCost: 1024, timeCost: 1, parallelism: 1 } as const;

export interface TemporaryPassword {
  /** Shown once, e.g. `k7mp-x2dh-9rtw-c4va`. */
  password: string;
  passwordHash: string;
}

/** A password to be replaced at the first sign-in. */
export async function temporaryPassword(): Promise<TemporaryPassword> {
  const sign = () => SIGNS[randomInt(SIGNS.length)];
  const group = () => Array.from({ length: GROUP }, sign).join('');
  const password = Array.from({ length: GROUPS }, group).join('-');
  return { password, passwordHash: await hash(password, QUICK) };
}
