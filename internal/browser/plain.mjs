// A host that serves files and nothing else, below a path of its own, as static hosts do.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".xml": "application/xml" };

/** Serves a folder on a port that is free; url has no slash at the end. asked are the paths that it was asked for. */
export async function servePlain(folder, base = "") {
  const asked = [];
  const server = createServer(async (request, answer) => {
    const at = new URL(request.url, "http://host");
    asked.push(at.pathname);
    const say = (status, headers, body) => answer.writeHead(status, headers).end(body);
    let name = at.pathname.startsWith(base + "/") ? normalize(decodeURIComponent(at.pathname.slice(base.length))) : "/404.html";
    try {
      if ((await stat(join(folder, name))).isDirectory()) {
        if (!at.pathname.endsWith("/")) return say(301, { Location: at.pathname + "/" + at.search });
        name += "index.html";
      }
      say(200, { "Content-Type": types[extname(name)] ?? "application/octet-stream" }, await readFile(join(folder, name)));
    } catch {
      say(404, { "Content-Type": "text/html; charset=utf-8" }, await readFile(join(folder, "404.html")));
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    asked,
    url: `http://127.0.0.1:${server.address().port}${base}`,
    stop: () => new Promise((ended) => (server.closeAllConnections(), server.close(ended))),
  };
}
