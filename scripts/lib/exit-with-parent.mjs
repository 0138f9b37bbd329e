/**
 * Loaded before each child's own code: should the process that started it be killed outright, the channel to it breaks
 * and the child ends as if asked to. The child's own children inherit this import and are left alone.
 */
if (process.ppid === Number(process.env.INTRAY_PARENT_PID)) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
