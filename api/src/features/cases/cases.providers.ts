import { AssignUnitJob } from './assign-unit.job.js';
import { AssignmentRepository } from './assignment.repository.js';
import { CaseQueries } from './case.queries.js';
import { CaseRepository } from './case.repository.js';
import { CaseFieldsResolver, DuplicateCaseResolver } from './case-fields.resolver.js';
import { CaseFilters } from './case-filter.js';
import { CasePartsQueries } from './case-parts.queries.js';
import {
  AssignmentResolver,
  FirstContactResolver,
  FollowUpResolver,
  InterimReplyResolver,
  PendingActResolver,
} from './case-people.resolver.js';
import { CasesResolver } from './cases.resolver.js';
import { CloseCaseJob } from './close-case.job.js';
import { CoAssignmentRepository } from './co-assignment.repository.js';
import { CountCases } from './count-cases.js';
import { DuplicateQueries } from './duplicate.queries.js';
import { EndOfCase } from './end-of-case.js';
import { ExceptionalAct } from './exceptional-act.js';
import { FindDuplicates } from './find-duplicates.js';
import { InstructCase } from './instruct-case.js';
import { ListCases } from './list-cases.js';
import { PhoneSearches } from './phone-searches.js';
import { ReceiveCase } from './receive-case.js';
import { RecordFirstContact } from './record-first-contact.js';
import { RequesterQueries } from './requester.queries.js';
import { RequesterVault } from './requester-vault.js';
import { ResumeHandlingJob } from './resume-handling.job.js';
import { ScreenRequestJob } from './screen-request.job.js';
import { SendInterimReply } from './send-interim-reply.js';
import { SendReplyJob } from './send-reply.job.js';
import { SupplementCase } from './supplement-case.js';
import { TransferEmergencyJob } from './transfer-emergency.job.js';
import { UrgeCase } from './urge-case.js';
import { ViewRequester } from './view-requester.js';
import { VoidCase } from './void-case.js';
import { WithdrawCase } from './withdraw-case.js';

export const casesProviders = [
  AssignmentRepository,
  AssignUnitJob,
  AssignmentResolver,
  CaseFieldsResolver,
  CaseFilters,
  CasePartsQueries,
  CaseQueries,
  CaseRepository,
  CasesResolver,
  CloseCaseJob,
  CoAssignmentRepository,
  CountCases,
  DuplicateCaseResolver,
  DuplicateQueries,
  EndOfCase,
  ExceptionalAct,
  FindDuplicates,
  FirstContactResolver,
  FollowUpResolver,
  InstructCase,
  InterimReplyResolver,
  ListCases,
  PendingActResolver,
  PhoneSearches,
  ReceiveCase,
  RecordFirstContact,
  RequesterQueries,
  RequesterVault,
  ResumeHandlingJob,
  ScreenRequestJob,
  SendInterimReply,
  SendReplyJob,
  SupplementCase,
  TransferEmergencyJob,
  UrgeCase,
  ViewRequester,
  VoidCase,
  WithdrawCase,
];
