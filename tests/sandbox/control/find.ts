import type { Organisation } from '../accounting/organisations/record.ts';
import type { App, User } from '../identity/records.ts';
import type { Sandbox } from '../sandbox.ts';
import { ControlProblem } from './reply.ts';

/** An organisation by id, or by its name. */
export function organisationOf(sandbox: Sandbox, key: string | undefined): Organisation {
  const found =
    sandbox.organisations.get(key?.toLowerCase()) ?? sandbox.organisations.all().find((one) => one.name === key);
  if (!found) throw new ControlProblem(404, `There is no organisation ${key}`);
  return found;
}

export function userOf(sandbox: Sandbox, email: string): User {
  const found = sandbox.users.find('email', email.toLowerCase())[0];
  if (!found) throw new ControlProblem(404, `There is no user ${email}`);
  return found;
}

export function appOf(sandbox: Sandbox, id: string | undefined): App {
  const app = sandbox.apps.get(id);
  if (!app) throw new ControlProblem(404, `There is no app ${id}`);
  return app;
}
