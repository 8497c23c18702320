@echo off
setlocal
set "NODE=%~dp0..\..\node_modules\node\bin\node.exe"
if not exist "%NODE%" set "NODE=node"
"%NODE%" "%~dp0run.ts" %*
