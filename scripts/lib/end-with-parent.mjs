const askEveryMs = 250;

/**
 * Ends this command, as if asked to, when npm or the older Node.js that started it was killed outright: it could pass
 * nothing on. Started in another way, a command outlives its parent, as one in the background has to.
 */
export function endWithParent() {
  const parent = process.ppid;
  const isFollowing = process.env.npm_lifecycle_event || Number(process.env.INTRAY_PARENT_PID) === parent;
  if (!isFollowing) return;
  const asking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(asking);
    process.kill(process.pid, 'SIGTERM');
  }, askEveryMs);
  asking.unref();
}
