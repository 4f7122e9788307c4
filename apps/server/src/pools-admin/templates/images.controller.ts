import {
  type Image,
  imageSchema,
  type Images,
  imagesSchema,
  type NewImage,
  newImageSchema,
} from '@virlab/contracts';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  SerializeOptions,
} from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { actorOf } from '../../identity/index';
import { CheckAgain, RegisterImage } from '../../images/index';
import { CurrentViewer, Requires, type Viewer } from '../../platform/index';
import { PresentImages } from './present-images';
import { RemoveImage } from './remove-image';

@ApiTags('templates')
@Controller('api/images')
export class ImagesController {
  constructor(
    private readonly present: PresentImages,
    private readonly registerImage: RegisterImage,
    private readonly checkAgain: CheckAgain,
    private readonly removeImage: RemoveImage,
  ) {}

  /** Every image, also those that arrive or are looked at, and the folders they may be in. */
  @Get()
  @Requires('pools.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: imagesSchema })
  @SerializeOptions({ schema: imagesSchema })
  list(): Promise<Images> {
    return this.present.all();
  }

  /** Makes a file on the server known as an image; it is checked behind the answer. */
  @Post()
  @HttpCode(202)
  @Requires('pools.write')
  @ApiResponse({ status: 202, standardSchema: imageSchema })
  @SerializeOptions({ schema: imageSchema })
  async register(
    @Body({ schema: newImageSchema }) { path }: NewImage,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Image> {
    return this.present.one(await this.registerImage.run(path, actorOf(viewer).actor));
  }

  /** One image, with how its checks go. */
  @Get(':id')
  @Requires('pools.read')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, standardSchema: imageSchema })
  @SerializeOptions({ schema: imageSchema })
  read(@Param('id') id: string): Promise<Image> {
    return this.present.one(id);
  }

  /** Has one that was refused looked at again. */
  @Post(':id/check')
  @HttpCode(202)
  @Requires('pools.write')
  @ApiResponse({ status: 202, standardSchema: imageSchema })
  @SerializeOptions({ schema: imageSchema })
  async check(@Param('id') id: string): Promise<Image> {
    await this.checkAgain.run(id);
    return this.present.one(id);
  }

  /** Takes an image away that nothing stands on, or gives an upload up. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('pools.write')
  async drop(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    await this.removeImage.run(id, viewer);
  }
}
