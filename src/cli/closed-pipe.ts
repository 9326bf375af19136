/** Whether a write failed because its reader has had enough (`| head`), which is no error of ours. */
export function isClosedPipe(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as NodeJS.ErrnoException).code === 'EPIPE' || isClosedPipe(error.cause);
}
