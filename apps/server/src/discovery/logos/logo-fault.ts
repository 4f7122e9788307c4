/** Why a logo cannot be had. */
export class LogoFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LogoFault';
  }
}
