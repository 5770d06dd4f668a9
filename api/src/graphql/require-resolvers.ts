import { defaultFieldResolver, type GraphQLSchema } from 'graphql';

/** Schema-first has no compiler to notice a root field nobody resolves; refuse to boot instead of answering null. */
export function requireResolvers(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const missing = roots.flatMap((type) =>
    Object.values(type?.getFields() ?? {})
      .filter((field) => !field.resolve || field.resolve === defaultFieldResolver)
      .map((field) => `${type?.name}.${field.name}`),
  );
  const subscriptions = Object.values(schema.getSubscriptionType()?.getFields() ?? {}).filter(
    (field) => !field.subscribe,
  );
  missing.push(...subscriptions.map((field) => `Subscription.${field.name}`));
  if (missing.length > 0) throw new Error(`No resolver for ${missing.join(', ')}`);
  return schema;
}
