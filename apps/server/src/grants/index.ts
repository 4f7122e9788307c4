export { GrantByHandEntity } from './grant-by-hand.entity';
export { GrantsByHand, type NewGrantByHand } from './grants-by-hand';
export { GrantsModule } from './grants.module';
