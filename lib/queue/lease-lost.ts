/**
 * Thrown by work under a lease once the lease is no longer its own: whoever took over goes on with it, and whatever this
 * one was about to send or write must not be.
 */
export class LeaseLost extends Error {
  constructor(what: string) {
    super(`The lease of ${what} is lost`);
    this.name = 'LeaseLost';
  }
}
