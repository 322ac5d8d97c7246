"""Short answers: what the families of generative models are, and how their training fails."""

from checkers.prose import Prose
from counterexam.exam import Part, Question


def _short_answer(letter: str, statement: str) -> Part:
    return Part(f"1.{letter}", points=4, statement=statement, form=Prose())


question = Question(
    "Short answers",
    parts=[
        _short_answer(
            "a",
            "Compare diffusion models with GANs and VAEs. By which mechanism does each "
            "generate, and what are its strengths and weaknesses: stability and cost of "
            "training, speed of generation, quality of what is generated?",
        ),
        _short_answer(
            "b",
            "What makes an autoencoder variational? Contrast the latent space of a plain "
            "autoencoder with that of a VAE.",
        ),
        _short_answer(
            "c",
            "Which weaknesses of recurrent networks, LSTMs included, does a Transformer lift?",
        ),
        _short_answer("d", "How do the encoder and the decoder of a Transformer differ?"),
        _short_answer(
            "e",
            "Which task has each of the two networks of a GAN? How is a sample drawn from a "
            "trained GAN, and how does a trained VAE draw one instead?",
        ),
        _short_answer(
            "f",
            "What does a bidirectional GAN have that the original GAN lacks, and how does it "
            "relate data to latent codes?",
        ),
        _short_answer(
            "g",
            "Why does the objective of a VAE have a KL term? Describe what goes wrong if the "
            "term weighs too much, and if it weighs too little.",
        ),
        _short_answer(
            "h",
            "A GAN's discriminator is trained far ahead of its generator. What follows, and "
            "what can be done against it?",
        ),
        _short_answer(
            "i",
            "Define mode collapse, say under which circumstances it arises, and name remedies.",
        ),
        _short_answer(
            "j",
            "What do the transposed convolutions of a DCGAN do, and how does its generator get "
            "from a latent vector to an image of high resolution?",
        ),
    ],
)
