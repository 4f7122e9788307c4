import type { NewPolicyImport } from '@virlab/contracts';
import { useMutation } from '@tanstack/react-query';
import { api } from './api';

/** Reads a foreign file; nothing is kept by it. */
export function useReadImport() {
  return useMutation({
    mutationFn: (file: Omit<NewPolicyImport, 'targets'> & Partial<Pick<NewPolicyImport, 'targets'>>) =>
      api.imports.read(file),
  });
}
