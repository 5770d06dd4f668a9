/**
 * Answer of a field that every row of a list shows, at once wherever it can be. Such a resolver is written without parameter
 * decorators, `(row, arguments, context)`: Nest then calls it directly. Through decorators each field of each row goes by five
 * promises, which was a third of what a page of fifty tasks cost (`npm run bench -- lists`).
 */
export type FieldOfRow<T> = T | Promise<T>;
