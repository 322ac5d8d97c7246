"""A recurrent VAE: a latent variable a time step, tied together by recurrent networks."""

from checkers.choice import YesNo
from checkers.derivation import Derivation
from checkers.prose import Prose
from checkers.sequence import Sequence
from counterexam.exam import Part, Question

LAWS = (
    r"p(x_1, \ldots, x_T, z_1, \ldots, z_T); "
    r"q(z_1, \ldots, z_T | x_1, \ldots, x_T)"
)
ENCODER = r"q(z_{\le T}|x_{\le T}) = \prod_{t=1}^T q(z_t|x_{\le t}, z_{<t})"
ELBO = (
    r"E_{q(z_{\le T}|x_{\le T})}"
    r"[\log \frac{p(x_{\le T}, z_{\le T})}{q(z_{\le T}|x_{\le T})}]"
)
SUM_OVER_TIME = (
    r"E_{q(z_{\le T}|x_{\le T})}[\sum_{t=1}^T ("
    r"-D_{KL}(q(z_t|x_{\le t}, z_{<t}) \| p(z_t|x_{<t}, z_{<t}))"
    r" + \log p(x_t|z_{\le t}, x_{<t}))]"
)

parameters = Part(
    "5.a",
    points=2,
    statement="How does the number of the model's parameters depend on the length $T$?",
    form=Prose(),
)

sampling_order = Part(
    "5.b",
    points=2,
    statement="In which order are the variables drawn when data are generated?",
    form=Sequence(last="T"),
)

later_latents = Part(
    "5.c",
    points=2,
    statement=r"""
Another model shall be

$$p_\psi(x_{\le T}, z_{\le T}) = \prod_{t=1}^T
p_{\psi_1}(x_t | z_{\le t}, x_{<t})\, p_{\psi_2}(z_t | x_{<t}, z_{>t}),$$

its conditionals again given by recurrent networks. Is this a valid autoregressive model?
Explain.
""",
    form=YesNo(explain=0.5, words=("valid", "invalid")),
)

elbo = Part(
    "5.d",
    points=4,
    statement=r"""
As $p_\theta(x_{\le T})$ is intractable, the model is trained by an ELBO with the encoder
$q_\phi(z_{\le T} | x_{\le T}) = \prod_{t=1}^T q_\phi(z_t | x_{\le t}, z_{<t})$. Show that

$$\mathbb{E}_{q_\phi(z_{\le T} | x_{\le T})}\left[
\log \frac{p_\theta(x_{\le T}, z_{\le T})}{q_\phi(z_{\le T} | x_{\le T})}\right]
= \mathbb{E}_{q_\phi(z_{\le T} | x_{\le T})}\left[\sum_{t=1}^T \left(
-D_{KL}(q_\phi(z_t | x_{\le t}, z_{<t}) \| p_{\theta_2}(z_t | x_{<t}, z_{<t}))
+ \log p_{\theta_1}(x_t | z_{\le t}, x_{<t})\right)\right].$$
""",
    form=Derivation(
        let=f"{LAWS}; ELBO := {ELBO}", assume=ENCODER, claim=f"{ELBO} = {SUM_OVER_TIME}"
    ),
)

reparameterization = Part(
    "5.e",
    points=1,
    statement=r"""
Suppose that the encoder's conditionals $q_\phi(z_t | x_{\le t}, z_{<t})$ are Gaussian, with
mean and variance computed by the recurrent network. Can the ELBO be optimized by means of the
reparameterization trick? Explain.
""",
    form=YesNo(explain=0.5),
)

question = Question(
    "Variational recurrent network",
    statement=r"""
A variational recurrent network models a time series $x_1, \dots, x_T$ with latent variables
$z_1, \dots, z_T$. Write $x_{\le t} = (x_1, \dots, x_t)$ and $x_{<t} = (x_1, \dots, x_{t-1})$,
and likewise for $z$. The model is

$$p_\theta(x_{\le T}, z_{\le T}) = \prod_{t=1}^T
p_{\theta_1}(x_t | z_{\le t}, x_{<t})\, p_{\theta_2}(z_t | x_{<t}, z_{<t}),$$

with conditionals given by recurrent networks of parameters $\theta = (\theta_1, \theta_2)$; at
$t = 1$ they are $p_{\theta_1}(x_1 | z_1)$ and $p_{\theta_2}(z_1)$.
""",
    parts=[parameters, sampling_order, later_latents, elbo, reparameterization],
)
