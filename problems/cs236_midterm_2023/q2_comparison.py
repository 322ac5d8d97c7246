"""Five families of generative models: what each of them can do."""

from checkers.choice import Choice
from checkers.prose import Prose
from counterexam.exam import Part, Question

MODELS = {
    "AR": "autoregressive models",
    "VAE": "variational autoencoders",
    "Flow": "normalizing flows",
    "GAN": "generative adversarial networks",
    "EBM": "energy-based models",
}
NAMES = {
    "AR": (
        "AR",
        "ARs",
        "AR model",
        "AR models",
        "autoregressive",
        "autoregressive model",
        "autoregressive models",
        "auto-regressive models",
    ),
    "VAE": (
        "VAE",
        "VAEs",
        "variational autoencoder",
        "variational autoencoders",
        "variational auto-encoders",
    ),
    "Flow": (
        "Flow",
        "Flows",
        "flow model",
        "flow models",
        "normalizing flow",
        "normalizing flows",
        "normalising flows",
        "flow-based models",
    ),
    "GAN": (
        "GAN",
        "GANs",
        "generative adversarial network",
        "generative adversarial networks",
    ),
    "EBM": (
        "EBM",
        "EBMs",
        "energy-based model",
        "energy-based models",
        "energy based models",
        "energy models",
    ),
}


def _which(letter: str, statement: str) -> Part:
    form = Choice(MODELS, several=True, names=NAMES, explain=0.5)
    return Part(f"2.{letter}", points=2, statement=statement, form=form)


question = Question(
    "Comparison of models",
    statement=(
        "Five families of generative models: autoregressive models (AR), variational "
        "autoencoders (VAE), normalizing flows (Flow), generative adversarial networks (GAN) "
        "and energy-based models (EBM). One sentence of reason is enough in each part."
    ),
    parts=[
        _which("a", "Which of the five can model discrete as well as continuous data?"),
        _which(
            "b",
            "Which of them can evaluate the likelihood of a data point under the trained model "
            "exactly and efficiently, in time polynomial in the dimension of the data?",
        ),
        _which(
            "c",
            "Which of them can model conditional distributions, such as images given captions, "
            "when they are trained on suitable pairs?",
        ),
        _which(
            "d",
            "Which of them can fill in missing values of a data point, such as masked parts of "
            "an image or a sentence, if compute is unlimited?",
        ),
        Part(
            "2.e",
            points=2,
            statement=(
                "Which of them are most suited to give a new data point a latent "
                "representation, and why?"
            ),
            form=Prose(),
        ),
    ],
)
