#!/usr/bin/env node
// Runs the program of this system, which npm has installed beside this package.
const { spawnSync } = require("node:child_process");

const system = `${process.platform}-${process.arch}`;
const name = process.platform === "win32" ? "lanmu.exe" : "lanmu";
let program;
try {
  program = require.resolve(`lanmu-${system}/bin/${name}`);
} catch {
  console.error(`lanmu: 没有 ${system} 的程序；用 pip install lanmu 或 cargo install lanmu`);
  console.error(`lanmu: there is no program for ${system}; try pip install lanmu or cargo install lanmu`);
  process.exit(2);
}
const run = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (run.error) {
  console.error(`lanmu: ${run.error.message}`);
  process.exit(2);
}
process.exit(run.status ?? 2);
