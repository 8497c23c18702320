/** Where the stretches of time from link to money end, each of them included, s; what took longer is one stretch more. */
export const WAIT_EDGES_S = [15, 30, 60, 120, 300, 600, 1_200] as const
