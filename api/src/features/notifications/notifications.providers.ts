import { NotificationQueries } from './notification.queries.js';
import { NotificationsResolver } from './notifications.resolver.js';

export const notificationsProviders = [NotificationQueries, NotificationsResolver];
