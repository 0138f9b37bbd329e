/** Thrown by a job that can't go on before `until`, through no fault of its own: it comes back then, no attempt spent. */
export class Postponed extends Error {
  readonly until: Date;

  constructor(until: Date, why: string) {
    super(why);
    this.name = 'Postponed';
    this.until = until;
  }
}
