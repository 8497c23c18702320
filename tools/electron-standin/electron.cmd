@echo off
setlocal
set "NODE=%~dp0..\..\node_modules\node\bin\node.exe"
rem Only the project's own Node surely knows the flag; tools/node-flags.mjs says what it is for.
set "FLAGS=--no-memory-protection-keys"
if not exist "%NODE%" set "FLAGS="
if not exist "%NODE%" set "NODE=node"
"%NODE%" %FLAGS% "%~dp0run.ts" %*
