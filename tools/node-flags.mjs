/**
 * What every Node that the project starts is given ahead of its script; Electron never is.
 *
 * On CPUs with memory protection keys V8 now and then loses a page while several threads compile, and ends the process
 * ("Check failed: jit_page.has_value()", nodejs/node#64500). Node refuses this flag in NODE_OPTIONS, and Node 20, which
 * setup may run on, does not know it: so it is named wherever the project's own Node is started.
 *
 * @type {readonly string[]}
 */
export const NODE_FLAGS = ['--no-memory-protection-keys']
