/** Of this thread: V8's profilers belong to a thread, and so does a module. */
let isClaimed = false;

/**
 * Claims V8's profilers of this thread, of which there is one of each: two that use them at once would end each other's
 * and mix what they saw.
 *
 * @returns gives them back; to be called once everything that used them was stopped
 * @throws Error when they are claimed already
 */
export function claimV8Profilers(): () => void {
  if (isClaimed) {
    throw new Error(
      'this thread is profiled for another run already, and V8 can profile a thread only for one at a time. ' +
        'Wait for its end, use replayInWorker, which gives each replay a thread of its own, or leave `profile` out',
    );
  }
  isClaimed = true;
  return () => {
    isClaimed = false;
  };
}
