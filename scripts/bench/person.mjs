/** Somebody signed in to a system, asking over HTTP as the pages do. */
export class Person {
  /** @param {string} url @param {Record<string, string>} headers */
  constructor(url, headers) {
    this.url = url;
    this.headers = headers;
  }

  /** @param {{ url: string, demoPassword: string }} system @param {string} login */
  static async signIn(system, login) {
    const document =
      'mutation Login($login: String!, $password: String!) { login(login: $login, password: $password) { csrfToken } }';
    const person = new Person(system.url, {});
    const { data, response } = await person.post(document, { login, password: system.demoPassword });
    const cookie = response.headers.getSetCookie().map((each) => each.split(';')[0]);
    return new Person(system.url, { cookie: cookie.join('; '), 'x-csrf-token': data.login.csrfToken });
  }

  /** @param {string} document @param {Record<string, unknown>} [variables] @returns {Promise<any>} */
  async ask(document, variables) {
    return (await this.post(document, variables)).data;
  }

  /** @param {string} query @param {Record<string, unknown>} [variables] */
  async post(query, variables = {}) {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(`${query.slice(0, 60)}: ${JSON.stringify(errors)}`);
    return { data, response };
  }
}
