import { runWasi } from "../wasi.js";
import { serve } from "../worker.js";

serve(runWasi);
