'use server';

import { z } from 'zod';
import { changePassword, changePasswordInput } from '#lib/account/change-password.ts';
import {
  askToChangeEmail,
  changeEmailInput,
  changeWithoutOldEmail,
  dropEmailChange,
} from '#lib/account/email-change.ts';
import {
  noticeInput,
  profileInput,
  saveNotice,
  saveNoticesSeen,
  saveProfile,
  saveTheme,
  seenInput,
  themeInput,
} from '#lib/account/profile.ts';
import { endOtherSessions, endSession } from '#lib/account/sessions.ts';
import { personAction } from '#lib/action.ts';
import { ok } from '#lib/domain/result.ts';
import { activityInput, listActivity } from '#lib/events/list-activity.ts';

export const changeOwnPassword = personAction(
  { name: 'change the password', input: changePasswordInput },
  ({ user, session, from, input }) => changePassword({ userId: user.id, sessionId: session.id, from }, input),
);

export const changeOwnEmail = personAction(
  { name: 'change the e-mail', input: changeEmailInput },
  ({ session, from, input }) => askToChangeEmail(session, input, from),
);

export const dropOwnEmailChange = personAction(
  { name: 'drop a change of the e-mail', input: z.object({}) },
  ({ user, from }) => dropEmailChange(user, from),
);

export const changeWithoutOld = personAction(
  { name: 'change the e-mail without the old one', input: z.object({ present: z.string().max(256) }) },
  ({ session, from, input }) => changeWithoutOldEmail(session, input.present, from),
);

export const endOneSession = personAction(
  { name: 'end a session', input: z.object({ id: z.uuid() }) },
  ({ session, from, input }) => endSession(session, input.id, from),
);

export const endAllOtherSessions = personAction(
  { name: 'end all other sessions', input: z.object({}) },
  ({ session, from }) => endOtherSessions(session, from),
);

export const loadActivity = personAction({ name: 'load activity', input: activityInput }, async ({ user, input }) =>
  ok(await listActivity({ accountOf: user.id }, input)),
);

export const saveOwnProfile = personAction(
  { name: 'save the profile', input: profileInput },
  async ({ user, from, input }) => ok(await saveProfile(user.id, input, from)),
);

export const saveOwnTheme = personAction({ name: 'save the theme', input: themeInput }, async ({ user, input }) =>
  ok(await saveTheme(user.id, input)),
);

export const saveNoticeWish = personAction({ name: 'save a notice', input: noticeInput }, async ({ user, input }) =>
  ok(await saveNotice(user.id, input)),
);

export const noticesAreSeen = personAction({ name: 'have seen notices', input: seenInput }, async ({ user, input }) =>
  ok(await saveNoticesSeen(user.id, input)),
);
