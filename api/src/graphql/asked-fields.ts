import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';

type AskedOf = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** A compiled query hands out the same nodes each time: what was found there once is known. */
const known = new WeakMap<readonly FieldNode[], Map<string, ReadonlySet<string>>>();

/**
 * Names of the fields that a question asks for below a field of its own, so that a list reads no column nobody sees. Whatever
 * `@skip` and `@include` may say, all of them are named.
 * @param path from the field that is being resolved: `'nodes'`, or `'nodes', 'case'`
 */
export function askedFields({ fieldNodes, fragments }: AskedOf, ...path: string[]): ReadonlySet<string> {
  const key = path.join('.');
  const found = known.get(fieldNodes)?.get(key);
  if (found) return found;
  const nodes = path.reduce<readonly FieldNode[]>(
    (parents, name) => parents.flatMap((parent) => fieldsOf(parent.selectionSet, fragments)).filter(named(name)),
    fieldNodes,
  );
  const asked = new Set(nodes.flatMap((node) => fieldsOf(node.selectionSet, fragments)).map(({ name }) => name.value));
  known.set(fieldNodes, (known.get(fieldNodes) ?? new Map()).set(key, asked));
  return asked;
}

const named = (name: string) => (node: FieldNode) => node.name.value === name;

function fieldsOf(set: SelectionSetNode | undefined, fragments: AskedOf['fragments']): FieldNode[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
    return fieldsOf(inner?.selectionSet, fragments);
  });
}
