import { Args, Context, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type RequestContext, viewerOf } from '../../graphql/request-context.js';
import { TimeMachine, type TimeMachineState, type TimeStep } from './time-machine.js';

@Resolver('TimeMachine')
export class TimeMachineResolver {
  constructor(private readonly machine: TimeMachine) {}

  @Query('timeMachine')
  timeMachine(@Context() context: RequestContext): Promise<TimeMachineState | null> {
    return this.machine.read(viewerOf(context));
  }

  @Mutation('advanceTime')
  advanceTime(@Args() { by }: { by: TimeStep }, @Context() context: RequestContext): Promise<TimeMachineState> {
    return this.machine.advance(by, viewerOf(context));
  }

  @Mutation('advanceTimeTo')
  advanceTimeTo(
    @Args() { moment, beyondPresent }: { moment?: Date | null; beyondPresent?: boolean | null },
    @Context() context: RequestContext,
  ): Promise<TimeMachineState> {
    return this.machine.advanceTo(moment ?? null, viewerOf(context), beyondPresent ?? false);
  }

  @ResolveField('nextLimitAt')
  nextLimitAt(): Promise<Date | null> {
    return this.machine.nextLimit();
  }

  @ResolveField('underWay')
  underWay(): Promise<number> {
    return this.machine.underWay();
  }
}
