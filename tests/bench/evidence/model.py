"""The model itself: a logistic regression over the signals and their products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, PolynomialFeatures, StandardScaler

from actions.reply.evidence import FARTHEST, SIGNALS
from tests.bench.evidence.samples import Sample

REGULARISATION = 0.01
FOLDS = 5


def fitted_on(samples: Sequence[Sample], worth: Mapping[str, float]) -> Pipeline:
    """Fit; each source counts as a whole by its worth, whatever its size."""
    sources = [sample.source for sample in samples]
    weights = np.array([worth[source] / sources.count(source) for source in sources])
    model = make_pipeline(
        StandardScaler(),
        FunctionTransformer(np.clip, kw_args={"a_min": -FARTHEST, "a_max": FARTHEST}),
        PolynomialFeatures(2, include_bias=False),
        StandardScaler(),
        LogisticRegression(C=REGULARISATION, max_iter=3000),
    )
    values = np.array([sample.values for sample in samples])
    right = np.array([sample.right for sample in samples])
    scaled = weights * len(weights) / weights.sum()
    model.fit(values, right, logisticregression__sample_weight=scaled)
    return model


def cross_validated(samples: Sequence[Sample], worth: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the chance of each question, from models that saw no question of its page."""
    chance = np.zeros(len(samples))
    pages = [sample.page for sample in samples]
    for seen, asked in GroupKFold(FOLDS).split(pages, groups=pages):
        model = fitted_on([samples[place] for place in seen], worth)
        values = np.array([samples[place].values for place in asked])
        chance[asked] = model.predict_proba(values)[:, 1]
    return chance


def coefficients(model: Pipeline) -> dict[str, object]:
    """Return the model with the second scaling folded in."""
    first, _, products, second, regression = (step for _, step in model.steps)
    weights = regression.coef_[0] / second.scale_
    size = len(SIGNALS)
    pairs = np.zeros((size, size))
    for weight, powers in zip(weights[size:], products.powers_[size:], strict=True):
        left, right = np.repeat(np.arange(size), powers)
        pairs[left, right] += weight / 2
        pairs[right, left] += weight / 2
    return {
        "signals": SIGNALS,
        "mean": first.mean_.tolist(),
        "scale": first.scale_.tolist(),
        "weights": weights[:size].tolist(),
        "pairs": pairs.tolist(),
        "bias": float(regression.intercept_[0] - weights @ second.mean_),
    }
