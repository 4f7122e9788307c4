export { type After, type SimulatedDelays, SimulatedDriver } from '../drivers/simulated/simulated-driver';
