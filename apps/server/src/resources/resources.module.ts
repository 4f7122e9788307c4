import { Module } from '@nestjs/common';
import { ClassesModule } from '../classes/index';
import { FederationModule } from '../federation/index';
import { HypervisorsModule } from '../hypervisors/index';
import { LessonsModule } from '../lessons/index';
import { PoolsModule } from '../pools/index';
import { ApplyAtStart } from './apply-at-start';
import { ApplyResources } from './apply-resources';
import { ExportResources } from './export-resources';
import { ExportClasses } from './export-classes';
import { ExportHosts } from './export-hosts';
import { ExportPools } from './export-pools';
import { ExportTemplates } from './export-templates';
import { SaveFederationResource } from './save-federation-resource';
import { SaveAttributeMapResource } from './save-attribute-map-resource';
import { SavePolicyResource } from './save-policy-resource';
import { SaveResource } from './save-resource';

/** The lab as files: apply and export. */
@Module({
  imports: [ClassesModule, FederationModule, HypervisorsModule, LessonsModule, PoolsModule],
  providers: [
    ApplyAtStart,
    ApplyResources,
    ExportResources,
    ExportClasses,
    ExportHosts,
    ExportPools,
    ExportTemplates,
    SaveFederationResource,
    SaveAttributeMapResource,
    SavePolicyResource,
    SaveResource,
  ],
  exports: [ApplyResources, ExportResources],
})
export class ResourcesModule {}
