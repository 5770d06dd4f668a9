import { placeOfRefusal } from './engine-refusal.model.js';

const files = [
  { path: 'processes/a.bpmn', modelId: 'a' },
  { path: 'forms/b.form', modelId: 'b' },
];
const head =
  "Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new resources, but encountered the following errors:\n";

it.each([
  [
    `${head}'processes/a.bpmn': - Element: st\n    - ERROR: Must have exactly one 'zeebe:taskDefinition' extension element\n- Element: t > extensionElements > assignmentDefinition\n    - ERROR: failed to parse expression`,
    { modelId: 'a', element: 'st' },
  ],
  [
    `${head}'processes/a.bpmn': - Element: g__e2 > conditionExpression\n    - ERROR: failed to parse expression 'a > (b'`,
    { modelId: 'a', element: 'g__e2' },
  ],
  [`${head}'forms/b.form': Expected the form id to be present`, { modelId: 'b', element: null }],
  [`${head}'processes/a.bpmn': Fatal Error: URI=null Line=1: The prefix …`, { modelId: 'a', element: null }],
  ['Expected the form id to be present, but none given', { modelId: null, element: null }],
])('the engine’s text names where it refuses', (text, place) => {
  expect(placeOfRefusal(text, files)).toEqual(place);
});

it('a single file is meant where the text names none', () => {
  expect(placeOfRefusal('Expected the form id', files.slice(1))).toEqual({ modelId: 'b', element: null });
});
