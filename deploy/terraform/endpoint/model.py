"""Writes model.joblib: the line through (1, 1) and (2, 2). Needs scikit-learn 1.5, as the container that serves it has."""

import joblib
from sklearn.linear_model import LinearRegression

joblib.dump(LinearRegression().fit([[1.0], [2.0]], [1.0, 2.0]), "model.joblib")
