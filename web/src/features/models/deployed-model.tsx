import { useQuery } from 'urql';
import { ModelDrawingDocument } from '../../gql/documents.generated.js';
import { RouteDiagram } from '../../ui/bpmn/route-diagram.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState } from '../../ui/states.js';

/** The latest version of a model as it is deployed, without anybody on it. */
export function DeployedModel({ processId }: { processId: string }) {
  const [{ data, error }, ask] = useQuery({ query: ModelDrawingDocument, variables: { processId } });
  if (error) return <BrokenState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  const [latest] = (data?.processDefinitions ?? []).toSorted((one, other) => other.version - one.version);
  if (!latest) return <SkeletonText lines={6} />;
  const { version, xml } = latest;
  return <RouteDiagram key={latest.id} route={{ processId, version, xml, steps: [], flowsTaken: [] }} />;
}
