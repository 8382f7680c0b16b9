package io.rhumb.gateway.generation;

import io.rhumb.engine.Budget;
import io.rhumb.gateway.config.BudgetConfig;

/**
 * The budget of a model.
 *
 * @param config what it was made for: with other shares it begins anew
 * @param budget what its requests have spent
 */
record KnownBudget(BudgetConfig config, Budget budget) {}
