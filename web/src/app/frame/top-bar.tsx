import { NotificationBell } from './notification-bell.js';
import { SearchBox } from './search-box.js';
import { ServerClock } from './server-clock.js';
import { TimeMachine } from './time-machine.js';
import { UserMenu } from './user-menu.js';

export function TopBar({ searching }: { searching: number }) {
  return (
    <header className="ys-top">
      <SearchBox focusRequests={searching} />
      <div className="ys-top-end">
        <ServerClock />
        <TimeMachine />
        <NotificationBell />
        <UserMenu />
      </div>
    </header>
  );
}
