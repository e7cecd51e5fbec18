// A Stryker plugin: which code is not mutated, and why. Its reports include the reasons.

const LOG_LEVELS = new Set(['info', 'warn', 'error', 'debug'])

const nameOf = (node) => node?.name ?? node?.value
const isText = (path) => path.isStringLiteral() || path.isTemplateLiteral()

/** Whether this node is an argument of a call accepted by this predicate. */
const isArgumentOf = (path, accepts) =>
  path.listKey === 'arguments' && accepts(path.parent.callee, path.parent)

const isLogCall = (callee) =>
  callee.type === 'MemberExpression' &&
  nameOf(callee.object) === 'log' &&
  LOG_LEVELS.has(nameOf(callee.property))

const isErrorCall = (callee, call) => call.type === 'NewExpression' && nameOf(callee) === 'Error'

/** The reason not to mutate a node and its descendants; undefined for every other node. */
export function reasonToIgnore(path) {
  if (isArgumentOf(path, isLogCall)) return 'what a log line says decides nothing'
  if (isText(path) && isArgumentOf(path, isErrorCall))
    return 'the text of an error that has a code decides nothing'
  if (
    isText(path) &&
    path.parentPath?.isObjectProperty() &&
    path.key === 'value' &&
    nameOf(path.parent.key) === 'detail'
  )
    return 'the technical detail of a failure is read by people only'
  return undefined
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'texts', value: { shouldIgnore: reasonToIgnore } }]
