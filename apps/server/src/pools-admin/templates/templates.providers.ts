import { ChangeTemplate } from './change-template';
import { CheckSpec } from './check-spec';
import { CreateTemplate } from './create-template';
import { ImageUploadsController } from './image-uploads.controller';
import { ImagesController } from './images.controller';
import { MakeVersionCurrent } from './make-version-current';
import { PresentImages } from './present-images';
import { PresentTemplates } from './present-templates';
import { PublishVersion } from './publish-version';
import { RemoveImage } from './remove-image';
import { RemoveTemplate } from './remove-template';
import { RemoveVersion } from './remove-version';
import { TemplatesController } from './templates.controller';
import { WriteTemplate } from './write-template';

/** The routes of templates and images. */
export const templateControllers = [TemplatesController, ImagesController, ImageUploadsController];

/** What answers them. */
export const templateProviders = [
  ChangeTemplate,
  CheckSpec,
  CreateTemplate,
  MakeVersionCurrent,
  PresentImages,
  PresentTemplates,
  PublishVersion,
  RemoveImage,
  RemoveTemplate,
  RemoveVersion,
  WriteTemplate,
];
