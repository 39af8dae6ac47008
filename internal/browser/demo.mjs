// The real programs on a copy of the demo archive, on ports that are free. The copy keeps a test away from
// whoever edits or serves the repository meanwhile.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
const minutebook = join(repository, "bin", "minutebook");
const searchd = join(repository, "bin", "searchd");
const patience = 60_000;

/** A copy of the demo archive in a new folder; remove() deletes it. */
export async function copyDemo() {
  const folder = await mkdtemp(join(tmpdir(), "minutebook-browser-"));
  const archive = join(folder, "archive");
  await mkdir(archive);
  for (const part of ["minutebook.yaml", "content", "layouts", "static"]) {
    await cp(join(repository, part), join(archive, part), { recursive: true });
  }
  return { folder, archive, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** minutebook serve: every site, with reload. sites maps a site's name to its address, without a slash at the end. */
export async function serve(archive, names = ["public", "parties", "members"]) {
  const program = start(minutebook, ["serve", "-C", archive, "--listen", "127.0.0.1:0"]);
  const sites = {};
  for (const name of names) {
    const [, url] = await program.prints("stdout", new RegExp(`^(http://\\S+)/  ${name}$`, "m"));
    sites[name] = url;
  }
  return { ...program, sites };
}

/** Builds one site of the demo, and returns its folder. */
export async function buildSite(demo, name) {
  const out = join(demo.folder, "out");
  const build = start(minutebook, ["build", "-C", demo.archive, "--out", out, "--site", name]);
  const status = await build.ended;
  if (status !== 0) throw new Error(`minutebook build ended with ${status}\n${build.said.stderr}`);
  return join(out, name);
}

/** searchd over the finished build of one site; url has no slash at the end. */
export async function serveBuilt(demo, name) {
  const folder = await buildSite(demo, name);
  const program = start(searchd, ["--site", folder, "--listen", "127.0.0.1:0"]);
  const [, url] = await program.prints("stdout", /^(http:\/\/\S+)\/$/m);
  return { ...program, url };
}

function start(path, args) {
  const child = spawn(path, args, { stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  ended.catch(() => {});
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8").on("data", (text) => (said[stream] += text));
  }
  return {
    said,
    ended,
    prints: (stream, wanted, after = 0) => printed(child, said, stream, wanted, after),
    async stop() {
      child.kill("SIGTERM");
      const status = await ended;
      process.removeListener("exit", kill);
      return status;
    },
  };
}

/** Resolves with the match once the program printed it beyond the given offset; rejects when it ends before. */
function printed(child, said, stream, wanted, after) {
  return new Promise((resolve, reject) => {
    const look = () => {
      const match = said[stream].slice(after).match(wanted);
      if (match) done(resolve, match);
    };
    const fail = (why) => done(reject, new Error(`${child.spawnfile} ${why} before it printed ${wanted}\n${said.stderr}`));
    const closed = () => fail("ended");
    const late = setTimeout(() => fail("took too long"), patience);
    const done = (settle, value) => {
      clearTimeout(late);
      child[stream].off("data", look);
      child.off("close", closed);
      settle(value);
    };
    child[stream].on("data", look);
    child.on("close", closed);
    child.on("error", (e) => fail(e.message));
    if (child.exitCode !== null) closed();
    look();
  });
}
