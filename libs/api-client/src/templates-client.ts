import type {
  Image,
  Images,
  MakeCurrent,
  NewTemplate,
  NewTemplateVersion,
  PoolSummaries,
  TemplateChange,
  TemplateDetail,
  Templates,
} from '@virlab/contracts';
import { type ApiOptions, request } from './http';

/** Pools in a list, templates with their versions, and the images that they are made of. */
export class TemplatesClient {
  constructor(private readonly options: ApiOptions) {}

  pools(signal?: AbortSignal) {
    return request<PoolSummaries>(this.options, 'GET', '/api/pools', undefined, signal);
  }

  list(signal?: AbortSignal) {
    return request<Templates>(this.options, 'GET', '/api/templates', undefined, signal);
  }

  one(id: string, signal?: AbortSignal) {
    return request<TemplateDetail>(this.options, 'GET', at(id), undefined, signal);
  }

  create(template: NewTemplate) {
    return request<TemplateDetail>(this.options, 'POST', '/api/templates', template);
  }

  change(id: string, change: TemplateChange) {
    return request<TemplateDetail>(this.options, 'PATCH', at(id), change);
  }

  publish(id: string, version: NewTemplateVersion) {
    return request<TemplateDetail>(this.options, 'POST', `${at(id)}/versions`, version);
  }

  makeCurrent(id: string, wish: MakeCurrent) {
    return request<TemplateDetail>(this.options, 'POST', `${at(id)}/current`, wish);
  }

  remove(id: string) {
    return request<object>(this.options, 'DELETE', at(id));
  }

  removeVersion(id: string, version: number) {
    return request<TemplateDetail>(this.options, 'DELETE', `${at(id)}/versions/${version}`);
  }

  /** Every image, also those that arrive or are looked at, and the folders they may be in. */
  images(signal?: AbortSignal) {
    return request<Images>(this.options, 'GET', '/api/images', undefined, signal);
  }

  /** Registers a file that is on the server; the answer says that its checks have begun. */
  registerImage(path: string) {
    return request<Image>(this.options, 'POST', '/api/images', { path });
  }

  checkImage(id: string) {
    return request<Image>(this.options, 'POST', `/api/images/${encodeURIComponent(id)}/check`);
  }

  removeImage(id: string) {
    return request<object>(this.options, 'DELETE', `/api/images/${encodeURIComponent(id)}`);
  }

  /** Where the tus protocol begins an upload. */
  get uploads(): string {
    return `${this.options.baseUrl ?? ''}/api/image-uploads`;
  }
}

function at(id: string): string {
  return `/api/templates/${encodeURIComponent(id)}`;
}
