/** What a reader looks for in a long history. */
export const eventKinds = ['citizen', 'work', 'deadline', 'supervision'] as const;
export type EventKind = (typeof eventKinds)[number];

const KINDS: [EventKind, RegExp][] = [
  ['deadline', /^clock\.|^case\.extension/],
  ['supervision', /^case\.(supervision|discipline|inspect|outboundCall|unitReminded)/],
  [
    'citizen',
    /^case\.(received|supplemented|urged|urgencyRaised|contacted|interimReplied|replied|withdrawal|requesterViewed)/,
  ],
];

/** @param type e.g. `case.urged`; whatever is nothing special is work on the case */
export function kindOfEvent(type: string): EventKind {
  return KINDS.find(([, types]) => types.test(type))?.[0] ?? 'work';
}
