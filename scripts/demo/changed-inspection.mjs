/** A form that somebody drew in the studio: one question, which becomes a variable of the process. */
export const REVIEW_FORM = JSON.stringify({
  id: 'form-review-inspection',
  type: 'default',
  name: '督查复核',
  components: [
    {
      type: 'radio',
      id: 'field_reviewed',
      key: 'reviewed',
      label: '整改是否到位',
      values: [
        { label: '到位', labelEn: 'Yes', value: 'YES' },
        { label: '不到位', labelEn: 'No', value: 'NO' },
      ],
      validate: { required: true },
      properties: { labelEn: 'Was it put right?', output: true },
    },
    {
      type: 'textarea',
      id: 'field_remark',
      key: 'remark',
      label: '复核说明',
      properties: { labelEn: 'Remark' },
    },
  ],
});

/**
 * The process of an inspection with a review by the quality checkers after it, as the READMEs show it.
 * @param {string} xml of case-inspection
 */
export function withReview(xml) {
  const replaced = (/** @type {string} */ text, /** @type {string} */ what, /** @type {string} */ by) => {
    if (!text.includes(what)) throw new Error(`case-inspection has no ${what} any more`);
    return text.replace(what, by);
  };
  let drawn = replaced(
    xml,
    'sourceRef="inspectOnSite" targetRef="inspectionDone"',
    'sourceRef="inspectOnSite" targetRef="reviewInspection"',
  );
  drawn = replaced(
    drawn,
    '<bpmn:endEvent id="inspectionDone"',
    `<bpmn:userTask id="reviewInspection" name="督查复核">
      <bpmn:documentation>不设时限：督查的日子由派督查的人定。</bpmn:documentation>
      <bpmn:extensionElements>
        <zeebe:formDefinition formId="form-review-inspection" />
        <zeebe:assignmentDefinition candidateGroups="=[&quot;role:QC&quot;]" />
      </bpmn:extensionElements>
      <bpmn:incoming>flow_inspectOnSite_inspectionDone</bpmn:incoming>
      <bpmn:outgoing>flow_reviewInspection_inspectionDone</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="flow_reviewInspection_inspectionDone" sourceRef="reviewInspection" targetRef="inspectionDone" />
    <bpmn:endEvent id="inspectionDone"`,
  );
  drawn = replaced(
    drawn,
    '<bpmn:incoming>flow_inspectOnSite_inspectionDone</bpmn:incoming>\n    </bpmn:endEvent>',
    '<bpmn:incoming>flow_reviewInspection_inspectionDone</bpmn:incoming>\n    </bpmn:endEvent>',
  );
  // The end moves to the right to make room.
  drawn = replaced(drawn, '<dc:Bounds x="422" y="142"', '<dc:Bounds x="582" y="142"');
  drawn = replaced(drawn, '<dc:Bounds x="408" y="183"', '<dc:Bounds x="568" y="183"');
  return replaced(
    drawn,
    '</bpmndi:BPMNPlane>',
    `  <bpmndi:BPMNShape id="reviewInspection_di" bpmnElement="reviewInspection">
        <dc:Bounds x="422" y="120" width="100" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="flow_reviewInspection_inspectionDone_di" bpmnElement="flow_reviewInspection_inspectionDone">
        <di:waypoint x="522" y="160" />
        <di:waypoint x="582" y="160" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>`,
  );
}
