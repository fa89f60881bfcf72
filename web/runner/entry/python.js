import { workerPlatform } from "../platform-worker.js";
import { createPython } from "../python.js";
import { serve } from "../worker.js";

serve(createPython(workerPlatform()));
