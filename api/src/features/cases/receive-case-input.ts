import { z } from 'zod';
import { InvalidInput } from '../../errors/app-error.js';
import { plainText } from './act-text.js';
import { normalisePhone } from './requester-vault.js';

const phone = z
  .string()
  .trim()
  .refine((value) => /^[\d+\-() ]{5,25}$/.test(value) && normalisePhone(value).length >= 7, 'phone');

const words = (longest: number, shortest = 0) =>
  z.string().transform(plainText).pipe(z.string().min(shortest, 'tooShort').max(longest, 'tooLong'));

const schema = z
  .object({
    idempotencyKey: z.string().trim().min(8, 'tooShort').max(100, 'tooLong'),
    type: z.string(),
    channel: z.string(),
    text: words(5000, 4),
    title: words(80).nullish(),
    categoryCode: z.string().nullish(),
    areaCode: z.string().nullish(),
    place: words(200).nullish(),
    requester: z.object({
      kind: z.enum(['PERSON', 'ENTERPRISE', 'ANONYMOUS']),
      name: words(80).nullish(),
      phone: phone.nullish().or(z.literal('')),
    }),
    secrecy: z.enum(['NORMAL', 'CONTACT_HIDDEN', 'STRICT']).nullish(),
    statedDisposition: z.string().nullish(),
    duplicateOf: z.uuid('unknownValue').nullish(),
    attachmentIds: z.array(z.uuid('unknownValue')).max(20, 'tooMany').nullish(),
  })
  .superRefine(({ requester }, context) => {
    // The order records matter, time and contact (Beijing 条例 article 10); who will not be named stays anonymous.
    if (requester.kind !== 'ANONYMOUS' && !requester.phone) {
      context.addIssue({ code: 'custom', path: ['requester', 'phone'], message: 'required' });
    }
    if (requester.kind !== 'ANONYMOUS' && !requester.name) {
      context.addIssue({ code: 'custom', path: ['requester', 'name'], message: 'required' });
    }
  });

export type ReceiveCaseInput = z.infer<typeof schema>;

const RULES = new Set(['tooShort', 'tooLong', 'tooMany', 'phone', 'required', 'unknownValue']);

/** @throws InvalidInput naming each field and the rule it breaks */
export function readReceiveCaseInput(input: unknown): ReceiveCaseInput {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = Object.fromEntries(
    result.error.issues.map((issue) => [issue.path.join('.'), RULES.has(issue.message) ? issue.message : 'wrongType']),
  );
  throw new InvalidInput('Some answers are missing or wrong.', fields);
}
