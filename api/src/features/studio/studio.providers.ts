import { BeginDraft } from './begin-draft.js';
import { CloseDraft } from './close-draft.js';
import { CreateModel } from './create-model.js';
import { DecideRelease } from './decide-release.js';
import { DeployReleases } from './deploy-releases.js';
import { DeploymentWorker } from './deployment-worker.js';
import { DiscardDraft } from './discard-draft.js';
import { DismissOffer } from './dismiss-offer.js';
import { DraftQueries } from './draft.queries.js';
import { DraftRepository } from './draft.repository.js';
import { ImportModel } from './import-model.js';
import { ListModels } from './list-models.js';
import { ModelQueries } from './model.queries.js';
import { ModelDraftResolver, ModelOfferResolver, ModelVersionResolver } from './model-fields.resolver.js';
import { ModelNames } from './model-names.js';
import { ModelSet } from './model-set.js';
import { ModelsResolver } from './models.resolver.js';
import { OfferRepository } from './offer.repository.js';
import { OpenDraft } from './open-draft.js';
import { ProposeRelease } from './propose-release.js';
import { ProposeRollBack } from './propose-roll-back.js';
import { ReleaseQueries } from './release.queries.js';
import { ReleaseRepository } from './release.repository.js';
import { ReleaseFindings } from './release-findings.js';
import { ReleaseHistory } from './release-history.js';
import { ReleaseModelResolver, ReleasesResolver } from './releases.resolver.js';
import { RetryRelease } from './retry-release.js';
import { SaveModelDraft } from './save-model-draft.js';
import { StudioLoaders } from './studio.loaders.js';
import { SubmitRelease } from './submit-release.js';
import { TakeOffer } from './take-offer.js';
import { TakeOverDraft } from './take-over-draft.js';
import { WithdrawRelease } from './withdraw-release.js';

export const studioProviders = [
  BeginDraft,
  CloseDraft,
  CreateModel,
  DecideRelease,
  DeployReleases,
  DeploymentWorker,
  DiscardDraft,
  DismissOffer,
  DraftQueries,
  DraftRepository,
  ImportModel,
  ListModels,
  ModelDraftResolver,
  ModelNames,
  ModelOfferResolver,
  ModelQueries,
  ModelSet,
  ModelVersionResolver,
  ModelsResolver,
  OfferRepository,
  OpenDraft,
  ProposeRelease,
  ProposeRollBack,
  ReleaseFindings,
  ReleaseHistory,
  ReleaseModelResolver,
  ReleaseQueries,
  ReleaseRepository,
  ReleasesResolver,
  RetryRelease,
  SaveModelDraft,
  StudioLoaders,
  SubmitRelease,
  TakeOffer,
  TakeOverDraft,
  WithdrawRelease,
];
