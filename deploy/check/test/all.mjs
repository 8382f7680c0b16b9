// Every test in one process, since the parser takes a while to start.
import "./check.test.mjs";
import "./deploy-model.test.mjs";
import "./evaluate.test.mjs";
import "./facts.test.mjs";
import "./readme.test.mjs";
