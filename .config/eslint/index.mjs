import { clockOnlyInPlatform } from './clock-only-in-platform.mjs';
import { noJunkDrawer } from './no-junk-drawer.mjs';
import { processEnvOnlyInConfig } from './process-env-only-in-config.mjs';
import { routeStatesItsAbility } from './route-states-its-ability.mjs';
import { serverFloors } from './server-floors.mjs';
import { testingOnlyFromSpecs } from './testing-only-from-specs.mjs';
import { webRooms } from './web-rooms.mjs';

/** The house rules: what Nx's tags cannot see. Each says why, and where the code should go instead. */
export default {
  meta: { name: 'house' },
  rules: {
    'clock-only-in-platform': clockOnlyInPlatform,
    'no-junk-drawer': noJunkDrawer,
    'process-env-only-in-config': processEnvOnlyInConfig,
    'route-states-its-ability': routeStatesItsAbility,
    'server-floors': serverFloors,
    'testing-only-from-specs': testingOnlyFromSpecs,
    'web-rooms': webRooms,
  },
};
