/** The oldest Node that the setup script itself runs on; everything after it runs on the pinned Node. */
export const OLDEST_SETUP_NODE = 20

/**
 * Says in words why a Node is too old.
 *
 * @param {string} version as `process.versions.node` gives it
 * @param {number} oldest the oldest major version that will do
 * @returns {string | null} null when the version will do
 */
export function nodeProblem(version, oldest) {
  const major = Number.parseInt(version.replace(/^v/, ''), 10)
  if (Number.isInteger(major) && major >= oldest) return null
  return `Node ${oldest} or newer is needed here, and this is Node ${version.replace(/^v/, '')}.`
}
