import { Fragment } from 'react';
import { Link } from './link.tsx';

/** Names to write to, in a sentence: `Ada, Ben or Cleo`. */
export function AskWhom({ people }: { people: readonly { name: string; email: string }[] }) {
  if (people.length === 0) return 'an admin of the business';
  return people.map(({ name, email }, index) => (
    <Fragment key={email}>
      {index > 0 && (index === people.length - 1 ? ' or ' : ', ')}
      <Link href={`mailto:${email}`}>{name}</Link>
    </Fragment>
  ));
}
