const inFull = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `30 April 2019` */
export const dateInFull = (date: string): string => inFull.format(Date.parse(`${date}T00:00:00Z`));

/** `30 Apr 2019` */
export const shortDate = (date: string): string => short.format(Date.parse(`${date}T00:00:00Z`)).replace('Sept', 'Sep');
