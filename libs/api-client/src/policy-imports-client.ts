import type { NewPolicyImport, PolicyImport } from '@virlab/contracts';
import { type ApiOptions, request } from './http';

/** Reading foreign files as rules, and the policy as a file. */
export class PolicyImportsClient {
  constructor(private readonly options: ApiOptions) {}

  /** What a file would become. Nothing is kept by it. */
  read(file: Omit<NewPolicyImport, 'targets'> & Partial<Pick<NewPolicyImport, 'targets'>>) {
    return request<PolicyImport>(this.options, 'POST', '/api/policy/imports', file);
  }

  /** Address of the published policy, or of the draft, as a YAML file to save. */
  exportUrl(of: 'published' | 'draft') {
    return `${this.options.baseUrl ?? ''}/api/policy/export?of=${of}`;
  }
}
