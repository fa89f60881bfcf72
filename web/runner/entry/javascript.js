import { runJavaScript } from "../javascript.js";
import { workerPlatform } from "../platform-worker.js";
import { once, serve } from "../worker.js";

serve(once((request, emit) => runJavaScript(request, emit, workerPlatform())));
