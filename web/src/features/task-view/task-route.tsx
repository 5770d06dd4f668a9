import { useQuery } from 'urql';
import { TaskRouteDocument } from '../../gql/documents.generated.js';
import { RouteDiagram } from '../../ui/bpmn/route-diagram.js';
import { SkeletonBar } from '../../ui/skeleton.js';
import { BrokenState } from '../../ui/states.js';

/** The case's way on the model that runs it; helpers (withdrawal, voiding) below the main process. */
export function TaskRoute({ caseId }: { caseId: string }) {
  const [{ data, error }, ask] = useQuery({
    query: TaskRouteDocument,
    variables: { caseId },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data) return <BrokenState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return <SkeletonBar width="100%" height={200} />;
  return (
    <>
      {data.case?.route.map((route) => (
        <RouteDiagram key={route.instanceKey} route={route} compact />
      ))}
    </>
  );
}
