import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { env } from '../../config/env.js';

const secret = Buffer.from(env.YOUSU_SECRET_KEY, 'base64');
const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `yousu:${purpose}`, 32));

/**
 * Identities at rest: AES-256-GCM with a random nonce; found again through keyed hashes (blind indexes), never by
 * decrypting (PIPL articles 51 and 28; domain.md section 2.7).
 */
@Injectable()
export class RequesterVault {
  private readonly cipherKey = derive('identity');
  private readonly indexKey = derive('blind-index');

  /** nonce (12) ‖ tag (16) ‖ ciphertext */
  seal(value: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.cipherKey, nonce);
    const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  open(sealed: Uint8Array): string {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv('aes-256-gcm', this.cipherKey, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return decipher.update(bytes.subarray(28)).toString('utf8') + decipher.final('utf8');
  }

  /** Same value and purpose, same bytes; without the key nobody can guess back. */
  index(purpose: 'name' | 'phone' | 'last4' | 'checkCode', value: string): Buffer {
    return createHmac('sha256', this.indexKey).update(`${purpose}\u0000${value}`).digest();
  }
}

/** 王小明 → 王**; one character stays one star. */
export function maskName(name: string): string {
  const letters = [...name.trim()];
  if (letters.length === 0) return '';
  return letters.length === 1 ? '*' : `${letters[0]}${'*'.repeat(Math.min(letters.length - 1, 3))}`;
}

/** 19900001234 → 199****1234 */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length >= 7 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : '****';
}

/** Digits only, without the country code of mainland China, so that one phone has one index. */
export function normalisePhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length === 13 && digits.startsWith('86') ? digits.slice(2) : digits;
}
