import { ChangeTemplate } from './change-template';
import { CheckSpec } from './check-spec';
import { CreateTemplate } from './create-template';
import { ImageUploadsController } from './image-uploads.controller';
import { ImagesController } from './images.controller';
import { ListPools } from './list-pools';
import { MakeVersionCurrent } from './make-version-current';
import { PoolListController } from './pool-list.controller';
import { PresentImages } from './present-images';
import { PresentTemplates } from './present-templates';
import { PublishVersion } from './publish-version';
import { RemoveImage } from './remove-image';
import { RemoveTemplate } from './remove-template';
import { RemoveVersion } from './remove-version';
import { TemplatesController } from './templates.controller';
import { WriteTemplate } from './write-template';

/** The routes of templates and images, and the list of pools. */
export const templateControllers = [
  TemplatesController,
  ImagesController,
  ImageUploadsController,
  PoolListController,
];

/** What answers them. */
export const templateProviders = [
  ChangeTemplate,
  CheckSpec,
  CreateTemplate,
  ListPools,
  MakeVersionCurrent,
  PresentImages,
  PresentTemplates,
  PublishVersion,
  RemoveImage,
  RemoveTemplate,
  RemoveVersion,
  WriteTemplate,
];
