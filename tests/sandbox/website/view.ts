import type { ApiCall } from '../accounting/api/context.ts';
import { ElementRefused, Refusal } from '../accounting/api/failures.ts';
import { internalCall } from '../accounting/api/internal-call.ts';
import type { Books } from '../accounting/books.ts';
import { mayApprove } from '../accounting/documents/approval.ts';
import type { Organisation } from '../accounting/organisations/record.ts';
import type { User } from '../identity/records.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Answer, page, redirect } from '../server/answer.ts';
import type { Handler } from '../server/handler.ts';
import { formOf, type Request } from '../server/request.ts';
import type { Entity, Table } from '../storage/table.ts';
import { encoded } from './address.ts';
import { html, type Markup } from './html.ts';
import { bare, organisationPath, site } from './layout.ts';
import { signedIn, signInPage } from './session.ts';

/** A page of one organisation, seen by one of its members. */
export interface View {
  sandbox: Sandbox;
  request: Request;
  params: Record<string, string>;
  user: User;
  organisation: Organisation;
  books: Books;
  /** Whether this person's role may draft bills and invoices, change contacts and write notes. */
  mayDraft: boolean;
  /** Whether it may also approve, pay and change the settings. */
  mayChange: boolean;
}

/** Something that is not there: thrown where it is looked for, answered with the not-found page. */
class Missing extends Error {}

/** Something that this person's role may not do: thrown where it is asked for, answered with a 403. */
class NotAllowed extends Error {}

/** A page for anyone signed in. */
export function forPeople(show: (sandbox: Sandbox, user: User, request: Request) => Answer | Promise<Answer>): Handler {
  return (sandbox, request) => {
    const person = signedIn(sandbox, request);
    return person ? show(sandbox, person.user, request) : signInPage(sandbox, returnAddress(request));
  };
}

/** A page of an organisation, for its members. */
export function forMembers(show: (view: View) => Answer): Handler {
  return (sandbox, request, params) => {
    const person = signedIn(sandbox, request);
    if (!person) return signInPage(sandbox, returnAddress(request));
    const organisation = sandbox.organisations.get(params.organisation);
    const member = organisation?.members.find(({ userId }) => userId === person.user.id);
    if (!organisation || !member) {
      return notFound('There is no such organisation, or you do not belong to it.');
    }
    const books = sandbox.books(organisation.id);
    const mayDraft = member.role !== 'READONLY';
    const mayChange = mayApprove(member.role);
    try {
      return show({ sandbox, request, params, user: person.user, organisation, books, mayDraft, mayChange });
    } catch (error) {
      if (error instanceof Missing) return notFound(error.message);
      throw error;
    }
  };
}

/** The row with an id that came from outside, or the page that says there is none. An id may come in capitals. */
export function rowOf<T extends Entity>(table: Table<T>, id: string | null | undefined, what: string): T {
  const found = id ? (table.get(id) ?? table.get(id.toLowerCase())) : undefined;
  if (!found) throw new Missing(`There is no such ${what}.`);
  return found;
}

/** Refuses what only a role that may approve, pay and change the settings may do. */
export function requireChanger(view: View): void {
  if (!view.mayChange) throw new NotAllowed('Your role may not do this.');
}

/** A form for those who may approve, pay and change the settings: `draftFormFor` for fewer. */
export function formFor(section: (view: View) => string, work: FormWork): Handler {
  return draftFormFor(section, (call, form, view) => {
    requireChanger(view);
    return work(call, form, view);
  });
}

type FormWork = (call: ApiCall, form: URLSearchParams, view: View) => string;

/**
 * A form of an organisation, for all who may do more than look. Does the work as that person and goes back to `section`
 * with what it says; what the books refuse is shown there in Xero's words.
 */
export function draftFormFor(section: (view: View) => string, work: FormWork): Handler {
  return forMembers((view) => {
    const back = `${organisationPath(view.organisation)}${section(view)}`;
    const call = internalCall(view.sandbox, view.organisation, view.user);
    if (!view.mayDraft) return notAllowed(back, 'Your role may only look.');
    try {
      return backTo(
        back,
        'notice',
        view.sandbox.store.transact(() => work(call, formOf(view.request), view)),
      );
    } catch (error) {
      const isByRole = error instanceof NotAllowed || (error instanceof Refusal && error.answer.status === 401);
      if (isByRole) return notAllowed(back, error.message);
      if (error instanceof ElementRefused || error instanceof Refusal) return backTo(back, 'problem', error.message);
      throw error;
    }
  });
}

const READER = 'Your role may look at these books and change nothing.';
const DRAFTER = 'Your role may draft bills and invoices, change contacts and write notes.';

/** A page within an organisation's frame. */
export function organisationPage(view: View, title: string, section: string, content: Markup): Answer {
  const { query } = view.request;
  return page(
    site(
      title,
      {
        user: view.user,
        organisation: view.organisation,
        section,
        notice: query.get('notice') ?? undefined,
        problem: query.get('problem') ?? undefined,
      },
      html`${!view.mayChange && html`<p class="quiet">${view.mayDraft ? DRAFTER : READER}</p>`}${content}`,
    ),
  );
}

/** A page about the sandbox itself, with what was just done or why it was not. */
export function machinePage(title: string, user: User, request: Request, content: Markup): Answer {
  const [notice, problem] = ['notice', 'problem'].map((name) => request.query.get(name) ?? undefined);
  return page(site(title, { user, section: request.path, notice, problem }, content));
}

export function notFound(words: string): Answer {
  return page(
    bare('Not found', html`<h1>Not found</h1><p>${words}</p><p><a href="/">Go to your organisations</a></p>`),
    404,
  );
}

function notAllowed(back: string, words: string): Answer {
  return page(
    bare('Not allowed', html`<h1>Not allowed</h1><p>${words}</p><p><a href="${encoded(back)}">Go back</a></p>`),
    403,
  );
}

/** Back to a page of this site, which then says what was done, or why it was not. */
export function backTo(address: string, kind: 'notice' | 'problem', words: string): Answer {
  const [path = '', query = ''] = address.split('?');
  const search = new URLSearchParams(query);
  search.set(kind, words);
  return redirect(`${encoded(path)}?${search}`);
}

function returnAddress(request: Request): string {
  return request.method === 'GET' ? `${request.path}?${request.query}` : '/';
}
