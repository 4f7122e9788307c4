export { LiveModule } from './live.module';
export { LiveStreams } from './live-streams';
