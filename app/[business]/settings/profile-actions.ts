'use server';

import { z } from 'zod';
import { requestOrigin, requireSession } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { removeLogo } from '#lib/team/business-logo.ts';
import { closeBusiness, closeInput } from '#lib/team/closing/close-business.ts';
import { changeProfile, profileInput } from '#lib/team/keep-profile.ts';
import { leaveBusiness } from '#lib/team/remove-member.ts';

export const saveProfile = action(
  { name: 'save the business profile', permission: 'business.manage', input: profileInput },
  async ({ scope, input }) => changeProfile(scope, input, await requestOrigin()),
);

export const takeLogoAway = action(
  { name: 'remove the logo', permission: 'business.manage', input: z.object({}) },
  async ({ scope }) => removeLogo(scope, await requestOrigin()),
);

/** Whoever is in a business may leave it. */
export const leaveThisBusiness = action(
  { name: 'leave the business', permission: 'items.see', input: z.object({ takeOver: z.uuid().nullable() }) },
  async ({ scope, input }) => leaveBusiness(scope, input, await requestOrigin()),
);

export const closeThisBusiness = action(
  { name: 'close the business', permission: 'business.manage', input: closeInput },
  async ({ scope, input }) => closeBusiness(scope, await requireSession(), input, await requestOrigin()),
);
