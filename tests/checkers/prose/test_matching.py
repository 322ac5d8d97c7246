"""A pattern holds where its relation is said: of its topic, in its order, affirmed."""

import pytest

from checkers.prose import Rubric, rubric, suggest
from checkers.prose.suggesting import ORDERS, RAISES

ROLES = rubric("""
    contrast GENERATOR / DISCRIMINATOR
    50% The generator maps noise to samples.
        GENERATOR : map*|turn*|映射 > NOISE > sample*|image*|样本
    50% The generator fools the discriminator.
        GENERATOR : FOOLS > DISCRIMINATOR
""")
MAPS, FOOLS = 0.5, 0.5


def share(answer: str, of: Rubric = ROLES) -> object:
    """The suggestion, but for what the likeness of words alone adds or takes."""
    return pytest.approx(suggest(answer, of).share, abs=ORDERS + RAISES)


def test_an_answer_that_speaks_of_the_matter_comes_before_one_that_does_not():
    related, unrelated, right = (
        suggest(answer, ROLES).share
        for answer in (
            "Noise goes into the generator.",
            "It is trained for many epochs.",
            "The generator maps noise to samples.",
        )
    )

    assert unrelated < related <= ORDERS + RAISES < right
    assert suggest("generator, noise, samples, map, discriminator, fool", ROLES).share == 0


@pytest.mark.parametrize(
    "answer",
    [
        "The generator maps noise to samples.",
        "The generator, unlike the discriminator, maps noise to samples.",
        "Generator: maps noise to images",
        "# Generator\nIt is a network. It maps noise to images.",
        "The generator is a network. It turns random noise into images.",
        "The generator has two tasks:\n- maps noise to samples\n- other things",
        "The discriminator sees images, while the generator maps noise to samples.",
        "Noise is mapped to samples, by the generator that maps noise to samples.",
        "The generator\nmaps **noise** to _samples_.",
        "生成器将噪声映射为样本。",
        "生成器把噪声映射成样本，判别器则不同。",
    ],
)
def test_a_relation_is_found_with_its_topic_wherever_that_stands(answer: str):
    assert share(answer) == MAPS


@pytest.mark.parametrize(
    "answer",
    [
        "The generator fools the discriminator.",
        "The discriminator is fooled by the generator.",
        "The generator has one aim: it tries to fool the discriminator.",
        "生成器欺骗判别器。",
    ],
)
def test_active_and_passive_say_the_same(answer: str):
    assert share(answer) == FOOLS


@pytest.mark.parametrize(
    "answer",
    [
        "The discriminator maps noise to samples.",
        "The generator maps samples to noise.",
        "The generator does not map noise to samples.",
        "The generator never maps noise to samples.",
        "The generator maps latents rather than noise to samples.",
        "The generator cannot map noise to samples.",
        "The discriminator fools the generator.",
        "The generator is fooled by the discriminator.",
        "The generator is there. The discriminator maps noise to samples.",
        "Generator: a network. Discriminator: maps noise to samples.",
        "Does the generator map noise to samples?",
        "Explain how the generator maps noise to samples.",
        "generator, maps, noise, samples, fools, discriminator, images",
        "generator discriminator noise map samples fool image network game loss",
        "生成器、判别器、噪声、映射、样本、图像、欺骗、网络、损失",
        "生成器不会将噪声映射为样本。",
    ],
)
def test_other_subjects_orders_negations_questions_and_keywords_are_refused(answer: str):
    assert share(answer) == 0


def test_not_only_is_no_negation():
    assert share("The generator not only maps noise to samples but learns to.") == MAPS


def test_keywords_many_times_over_are_still_keywords():
    assert share("generator maps noise samples " * 200) == 0


CAUSES = rubric("""
    contrast TOO_MUCH / TOO_LITTLE
    100% Too much weight collapses the posterior.
        TOO_MUCH => collaps*
    -60% Too little does.
        TOO_LITTLE => collaps*
""")


@pytest.mark.parametrize(
    "answer",
    [
        "Too much weight makes the posterior collapse.",
        "The posterior collapses when the weight is too large.",
        "If the weight is too large, the model ignores z. This leads to posterior collapse.",
        "Too large: posterior collapse. Too small: overfitting.",
        "权重过大会导致后验 collapse。",
    ],
)
def test_a_cause_may_stand_before_or_after_its_effect(answer: str):
    assert share(answer, CAUSES) == 1


def test_what_is_said_of_the_contrast_is_not_said_of_the_cause():
    mixed = "Too much weight is fine, but if it is too small the posterior collapses."

    assert share(mixed, CAUSES) == 0
    assert [f.suggested for f in suggest(mixed, CAUSES).findings] == [0.0, -0.6]


def test_a_misconception_costs_what_the_rubric_says_and_never_more_than_all():
    both = "Too much weight makes it collapse. Too little weight makes it collapse."

    assert share(both, CAUSES) == 0.4
    assert share("Too little weight makes it collapse.", CAUSES) == 0


def test_half_a_point_is_suggested_for_half_of_it():
    graded = rubric("""
        100% The encoder maps to a distribution.
            ENCODER : map* > DISTRIBUTION
            half ENCODER : probabilistic
    """)

    assert share("The encoder maps x to a Gaussian.", graded) == 1
    assert share("The encoder is probabilistic.", graded) == 0.5


def test_the_words_that_a_point_rests_on_are_quoted():
    found = suggest("It is known. The generator maps noise to samples.", ROLES).findings[0]

    assert (found.quote, found.share, found.suggested) == (
        "The generator maps noise to samples.",
        0.5,
        0.5,
    )


DIVERGENCES = rubric("""
    60% The non-saturating loss has the larger gradient.
        non-saturating* : GRADIENT > larger
        non-saturating* : larger > GRADIENT
    40% With samples, the forward divergence.
        sample* & kl(p_x||q)
    -50% Samples do not give densities.
        can > densit*
""")


@pytest.mark.parametrize(
    "answer",
    [
        "The non-saturating loss gives the larger gradient.",
        "The non-saturating loss has the larger slope.",
        "For the non-saturating loss the derivative is larger.",
    ],
)
def test_what_non_denies_is_its_own_word(answer: str):
    assert share(answer, DIVERGENCES) == 0.6


@pytest.mark.parametrize(
    "typed", ["KL(p_x || q)", "KL(p_x||q)", r"KL(p_x \| q)", "KL(p_x ∥ q)", "KL(p_x ‖ q)"]
)
def test_the_bars_of_a_divergence_may_be_typed_in_any_way(typed: str):
    assert share(f"If we have samples, we should minimize {typed}.", DIVERGENCES) == 0.4


def test_can_is_not_found_in_its_denial():
    said = "If we have samples, we should minimize KL(p_x || q), as we can't get the density."

    assert share(said, DIVERGENCES) == 0.4


def test_symbols_are_no_keywords():
    sums = rubric("""
        100% The sum has four terms.
            add* > 4 > terms
    """)

    assert share("Marginalizing means adding up 4 terms p(z)p(x|z).", sums) == 1
    assert share("marginalizing, adding, 4, terms, latent, p(z), p(x|z), sum", sums) == 0
