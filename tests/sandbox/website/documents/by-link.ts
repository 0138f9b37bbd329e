import type { Books } from '../../accounting/books.ts';
import { redirect } from '../../server/answer.ts';
import { get, type HandlerRoute } from '../../server/handler.ts';
import { organisationPath } from '../layout.ts';
import { forPeople, notFound } from '../view.ts';

/**
 * Xero's own address of a document, which names no organisation: leads to its page in the one of the person's that has it.
 * `section` is where an organisation's pages of the kind are.
 */
export function byLink(
  address: string,
  { parameter, section, has }: { parameter: string; section: string; has: (books: Books, id: string) => boolean },
): HandlerRoute {
  return get(
    address,
    forPeople((sandbox, user, { query }) => {
      const [, id = ''] = [...query].find(([name]) => name.toLowerCase() === parameter.toLowerCase()) ?? [];
      const organisation = sandbox.organisations
        .all()
        .filter((one) => one.members.some((member) => member.userId === user.id))
        .find((one) => has(sandbox.books(one.id), id.toLowerCase()));
      return organisation
        ? redirect(`${organisationPath(organisation)}/${section}/${id.toLowerCase()}`)
        : notFound('There is no such document in the organisations that you belong to.');
    }),
  );
}
