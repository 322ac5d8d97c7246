"""Ten questions with one right option each, on diffusion, VAEs, GANs and attention."""

from checkers.choice import Choice
from counterexam.exam import Part, Question


def _one_of(
    number: int, statement: str, *options: str, negated: bool = False, stay: str = ""
) -> Part:
    form = Choice(dict(zip("ABCD", options, strict=True)), negated=negated, stay=stay)
    return Part(f"3.{number}", points=3, statement=statement, form=form)


question = Question(
    "Multiple choice",
    parts=[
        _one_of(
            1,
            "Which statement about diffusion models is true?",
            "Without conjugate prior and posterior distributions no diffusion model can exist, "
            "even in theory.",
            "Because prior and posterior are conjugate, the loss can be evaluated directly "
            "instead of being estimated by sampling.",
            "In latent diffusion, encoder and diffusion process have to be learned at the same "
            "time, since reverse sampling would be numerically unstable otherwise.",
            "Conditioning augmentation in a cascade of diffusion models means augmenting the "
            "initial step of every level.",
        ),
        _one_of(
            2,
            "A VAE's loss has converged, yet whatever the input, its reconstructions hardly "
            "differ. What may help?",
            "Train again from the start with a smaller weight on the KL divergence.",
            "Train again from the start on input data of fewer dimensions.",
            "Go on training the present model at a larger learning rate.",
            "None of the above.",
            stay="D",
        ),
        _one_of(
            3,
            "Which of these is no benefit of attention in a Transformer?",
            "Long-range dependencies are modelled better.",
            "The model scales: more parameters bring better performance.",
            "Inputs of different lengths can be processed.",
            "The model needs fewer parameters.",
            negated=True,
        ),
        _one_of(
            4,
            "Which statement about self-attention in a Transformer is true?",
            "It serves to read the input sequence only; new outputs are generated without it.",
            "Its output is a weighted sum of the values, and the weights are "
            "softmax-normalized dot products of queries with keys.",
            "Only the encoder has self-attention layers, the decoder has none.",
            "It cannot be applied to sequences of variable length.",
        ),
        _one_of(
            5,
            "Which statement about attention in a Transformer is false?",
            "It learns weights that change with the input, so that each output can draw on "
            "selected parts of the input sequence.",
            "The cost of dot-product attention is quadratic in the number of input tokens.",
            "Through multi-head attention the model attends to different sequences of one "
            "batch.",
            "It can be adapted to attend to other modalities, image features for example.",
            negated=True,
        ),
        _one_of(
            6,
            "Which of these is not in common use as a loss of GANs?",
            "Binary cross-entropy.",
            "The Huber loss.",
            "The Kullback-Leibler divergence.",
            "The Wasserstein distance.",
            negated=True,
        ),
        _one_of(
            7,
            "What is noise for in a generative network?",
            "It lowers the loss of the minimax game.",
            "It keeps the KL divergence large enough.",
            "It makes sure that training is random.",
            "It makes new and unique outputs possible.",
        ),
        _one_of(
            8,
            "What does a kernel do in the discriminator of a GAN?",
            "It downsamples feature maps of the image.",
            "It upsamples feature maps of the image.",
            "It generates new information from the latent space.",
            "It shrinks an image without having learned parameters.",
        ),
        _one_of(
            9,
            "What is the variance schedule of a forward diffusion process for?",
            "It controls how much noise each step adds.",
            "It adapts the learning rate of the optimizer.",
            "It makes the generated images more diverse.",
            "It balances the colours and their saturation.",
        ),
        _one_of(
            10,
            "What are the query, key and value vectors of attention for?",
            "Queries encode the information of the input sequence, keys determine how relevant "
            "each element is, values hold the learned context.",
            "Queries determine how relevant each element is, keys encode the information of "
            "the input sequence, values hold the learned context.",
            "Queries hold the learned context, keys determine how relevant each element is, "
            "values encode the information of the input sequence.",
            "They add attention to the gates z_t and f_t of a GRU, beside its long and short "
            "term memory.",
        ),
    ],
)
