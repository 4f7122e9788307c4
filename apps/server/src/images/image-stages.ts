import { IMAGE_STAGES, type ImageFault, type ImageStage, type ImageStageState } from '@virlab/contracts';

/** The stages of an image before anything was looked at: what is registered by path is there, and stays there. */
export function newStages(source: 'path' | 'upload'): ImageStageState[] {
  return IMAGE_STAGES.filter(
    (stage) => source === 'upload' || (stage !== 'arrived' && stage !== 'placed'),
  ).map((stage) => ({ stage, state: 'waiting' }));
}

/** The stages with one of them in another state. */
export function withStage(
  stages: readonly ImageStageState[],
  stage: ImageStage,
  state: ImageStageState['state'],
  found: { fault?: ImageFault; detail?: string } = {},
): ImageStageState[] {
  return stages.map((one) => (one.stage === stage ? { stage, state, ...found } : one));
}
