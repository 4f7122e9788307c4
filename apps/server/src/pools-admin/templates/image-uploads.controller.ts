import { Controller, Delete, Head, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { actorOf } from '../../identity/index';
import { Uploads } from '../../images/index';
import { CurrentViewer, Requires, type Viewer } from '../../platform/index';
import { RemoveImage } from './remove-image';

/** Uploads of images by the tus protocol 1.0.0; failures are problem documents as everywhere. */
@ApiTags('templates')
@Controller('api/image-uploads')
export class ImageUploadsController {
  constructor(
    private readonly uploads: Uploads,
    private readonly removeImage: RemoveImage,
  ) {}

  /** Begins an upload: `Upload-Length`, and `Upload-Metadata` with the `filename`. `Location` tells where it is. */
  @Post()
  @Requires('pools.write')
  @ApiResponse({ status: 201, description: 'begun; `Location` is where its bytes go' })
  async begin(@Req() request: Request, @Res() response: Response, @CurrentViewer() viewer: Viewer) {
    await this.uploads.answer(request, response, actorOf(viewer).actor);
  }

  /** How many bytes are here: `Upload-Offset`. */
  @Head(':id')
  @Requires('pools.write')
  @ApiResponse({ status: 200, description: '`Upload-Offset` of `Upload-Length`' })
  async ask(@Req() request: Request, @Res() response: Response, @CurrentViewer() viewer: Viewer) {
    await this.uploads.answer(request, response, actorOf(viewer).actor);
  }

  /** Sends bytes from `Upload-Offset` on, as `application/offset+octet-stream`. */
  @Patch(':id')
  @Requires('pools.write')
  @ApiResponse({ status: 204, description: 'kept; `Upload-Offset` tells how many there are' })
  async send(@Req() request: Request, @Res() response: Response, @CurrentViewer() viewer: Viewer) {
    await this.uploads.answer(request, response, actorOf(viewer).actor);
  }

  /** Gives an upload up. */
  @Delete(':id')
  @Requires('pools.write')
  @ApiResponse({ status: 204, description: 'nothing of it is kept' })
  async cancel(@Param('id') id: string, @Res() response: Response, @CurrentViewer() viewer: Viewer) {
    await this.removeImage.run(id, viewer);
    response.setHeader('Tus-Resumable', '1.0.0');
    response.status(204).end();
  }
}
