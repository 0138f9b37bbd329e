import type { ApiCall } from '../accounting/api/context.ts';
import { ElementRefused, Refusal } from '../accounting/api/failures.ts';
import { internalCall } from '../accounting/api/internal-call.ts';
import type { Books } from '../accounting/books.ts';
import type { Organisation } from '../accounting/organisations/record.ts';
import type { User } from '../identity/records.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Answer, page, redirect } from '../server/answer.ts';
import type { Handler } from '../server/handler.ts';
import { formOf, type Request } from '../server/request.ts';
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
  /** Whether this person's role may do more than look. */
  mayChange: boolean;
}

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
    const mayChange = member.role !== 'READONLY';
    return show({ sandbox, request, params, user: person.user, organisation, books, mayChange });
  };
}

/**
 * A form of an organisation. Does the work as that person and goes back to `section` with what it says; what the books
 * refuse is shown there in Xero's words.
 */
export function formFor(
  section: (view: View) => string,
  work: (call: ApiCall, form: URLSearchParams, view: View) => string,
): Handler {
  return forMembers((view) => {
    const back = `${organisationPath(view.organisation)}${section(view)}`;
    const call = internalCall(view.sandbox, view.organisation, view.user);
    if (!view.mayChange) return backTo(back, 'problem', 'Your role may only look.');
    try {
      return backTo(
        back,
        'notice',
        view.sandbox.store.transact(() => work(call, formOf(view.request), view)),
      );
    } catch (error) {
      if (error instanceof ElementRefused || error instanceof Refusal) return backTo(back, 'problem', error.message);
      throw error;
    }
  });
}

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
      html`${!view.mayChange && html`<p class="quiet">Your role may look at these books and change nothing.</p>`}${content}`,
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

export function backTo(address: string, kind: 'notice' | 'problem', words: string): Answer {
  const [path = '', query = ''] = address.split('?');
  const search = new URLSearchParams(query);
  search.set(kind, words);
  return redirect(`${path}?${search}`);
}

function returnAddress(request: Request): string {
  return request.method === 'GET' ? `${request.path}?${request.query}` : '/';
}
