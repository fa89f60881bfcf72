import { runChecks } from "../checks.js";
import { workerPlatform } from "../platform-worker.js";
import { once, serve } from "../worker.js";

serve(once((request, emit) => runChecks(request, emit, workerPlatform())));
