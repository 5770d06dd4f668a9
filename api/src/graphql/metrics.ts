import { Histogram } from 'prom-client';

export const graphqlSeconds = new Histogram({
  name: 'yousu_graphql_seconds',
  help: 'Time from request to response of GraphQL operations',
  labelNames: ['operation', 'outcome'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});
