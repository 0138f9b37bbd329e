/** Ends the session and leads to the sign-in by a whole load, so that nothing seen stays in the tab's memory. */
export async function signOut(): Promise<void> {
  const { signOut: endSession } = await import('next-auth/react');
  await endSession({ redirect: false });
  window.location.assign('/sign-in');
}
