import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { HypervisorsModule } from '../hypervisors/index';
import { BeginUpload } from './begin-upload';
import { CheckAgain } from './check-again';
import { CheckImages } from './check-images';
import { DropImage } from './drop-image';
import { ImageFolders } from './image-folders';
import { ImageRepository } from './image-repository';
import { RegisterImage } from './register-image';
import { UploadFiles } from './upload-files';
import { UploadLocks } from './upload-locks';
import { Uploads } from './uploads';

/** Disk images: registered, uploaded, checked. */
@Module({
  imports: [AuditModule, HypervisorsModule],
  providers: [
    BeginUpload,
    CheckAgain,
    CheckImages,
    DropImage,
    ImageFolders,
    ImageRepository,
    RegisterImage,
    UploadFiles,
    UploadLocks,
    Uploads,
  ],
  exports: [
    CheckAgain,
    CheckImages,
    DropImage,
    ImageFolders,
    ImageRepository,
    RegisterImage,
    UploadFiles,
    Uploads,
  ],
})
export class ImagesModule {}
