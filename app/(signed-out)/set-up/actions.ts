'use server';

import { openAction } from '#lib/action.ts';
import { setUp, setUpInput } from '#lib/team/set-up.ts';

export const setUpIntray = openAction({ name: 'set up', input: setUpInput }, ({ input, from }) => setUp(input, from));
