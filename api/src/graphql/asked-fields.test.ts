import { type FieldNode, type FragmentDefinitionNode, Kind, parse } from 'graphql';
import { askedFields } from './asked-fields.js';

/** As a resolver of the one field of the operation is told of it. */
function infoOf(text: string) {
  const { definitions } = parse(text);
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  return {
    fieldNodes: (operation?.selectionSet.selections ?? []) as FieldNode[],
    fragments: Object.fromEntries(fragments.map((each) => [each.name.value, each])),
  };
}

describe('the fields a list is asked for', () => {
  const info = infoOf(`
    query Page($more: Boolean!) {
      tasks { nodes { id ...Row ... on Task { urgency } case { number } } pageInfo { endCursor } }
    }
    fragment Row on Task { name: title ...Light case { channel @include(if: $more) } }
    fragment Light on Task { dueAt }`);

  it('are found through fragments, by their own names, whatever is skipped', () => {
    expect([...askedFields(info, 'nodes')].sort()).toEqual(['case', 'dueAt', 'id', 'title', 'urgency']);
  });

  it('of an object within are those of all its mentions', () => {
    expect([...askedFields(info, 'nodes', 'case')].sort()).toEqual(['channel', 'number']);
  });

  it('are none where nothing is asked', () => {
    expect(askedFields(info, 'edges').size).toBe(0);
  });

  it('are looked up once for a compiled question', () => {
    expect(askedFields(info, 'nodes')).toBe(askedFields(info, 'nodes'));
  });
});
