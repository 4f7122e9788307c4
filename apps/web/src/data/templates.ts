import type { Images, MakeCurrent, NewTemplate, NewTemplateVersion, TemplateChange } from '@virlab/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** While something arrives or is looked at, its figures are asked for so often. */
const WATCH_MS = 1_000;

/** Every pool with what it is made of. */
export function usePools() {
  return useQuery({ queryKey: keys.pools, queryFn: ({ signal }) => api.templates.pools(signal) });
}

/** Every template with its current version. */
export function useTemplates() {
  return useQuery({ queryKey: keys.templates, queryFn: ({ signal }) => api.templates.list(signal) });
}

/** One template with all its versions. */
export function useTemplate(id: string) {
  return useQuery({ queryKey: keys.template(id), queryFn: ({ signal }) => api.templates.one(id, signal) });
}

/** Every image, and where images may be. */
export function useImages() {
  return useQuery({
    queryKey: keys.images,
    queryFn: ({ signal }) => api.templates.images(signal),
    refetchInterval: ({ state }) => (isAstir(state.data) ? WATCH_MS : false),
  });
}

function isAstir(images: Images | undefined): boolean {
  return images?.images.some(({ state }) => state === 'uploading' || state === 'checking') ?? false;
}

/** What can be done about templates; each answers with the template as it is then. */
export function useTemplateSteps() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: keys.templates });
  return {
    create: useMutation({ mutationFn: (wanted: NewTemplate) => api.templates.create(wanted), onSettled }),
    change: useMutation({
      mutationFn: ({ id, ...change }: TemplateChange & { id: string }) => api.templates.change(id, change),
      onSettled,
    }),
    publish: useMutation({
      mutationFn: ({ id, ...version }: NewTemplateVersion & { id: string }) =>
        api.templates.publish(id, version),
      onSettled,
    }),
    makeCurrent: useMutation({
      mutationFn: ({ id, ...wish }: MakeCurrent & { id: string }) => api.templates.makeCurrent(id, wish),
      onSettled,
    }),
    remove: useMutation({ mutationFn: (id: string) => api.templates.remove(id), onSettled }),
    removeVersion: useMutation({
      mutationFn: ({ id, version }: { id: string; version: number }) =>
        api.templates.removeVersion(id, version),
      onSettled,
    }),
  };
}

/** What can be done about images. */
export function useImageSteps() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: keys.images });
  return {
    register: useMutation({ mutationFn: (path: string) => api.templates.registerImage(path), onSettled }),
    check: useMutation({ mutationFn: (id: string) => api.templates.checkImage(id), onSettled }),
    remove: useMutation({ mutationFn: (id: string) => api.templates.removeImage(id), onSettled }),
  };
}
