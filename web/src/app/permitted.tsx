import { Outlet } from 'react-router';
import { usePermission } from '../lib/session.js';
import { RefusedState } from '../ui/states.js';

/** Pages a role has no use for say so, instead of showing an empty list; the rows themselves are guarded by the server. */
export function Permitted({ to }: { to: string }) {
  return usePermission(to) ? <Outlet /> : <RefusedState />;
}
