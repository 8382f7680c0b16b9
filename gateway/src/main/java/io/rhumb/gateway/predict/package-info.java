/**
 * The predict API: match a path to a model, read the body, dispatch it over the model's targets, answer. One {@link
 * io.rhumb.gateway.predict.PredictVerticle} per event loop, with connections of its own; nothing of a request leaves its loop.
 */
package io.rhumb.gateway.predict;
