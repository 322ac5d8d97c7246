"""Which families can do what, with rubrics of the reasons."""

from checkers.choice import Explained
from checkers.prose import Rubric, rubric
from counterexam.exam import argued


@argued
def part_a() -> Explained:
    """An autoregressive model has conditionals of either kind, a VAE has such a decoder, an
    energy is defined on either kind of data. A flow transforms densities by its Jacobian, and a
    GAN trains its generator by gradients through the samples: both want continuous data.
    """
    because = rubric("""
        50% Flows need a Jacobian, so continuous data.
            flow* > need*|requir*|only|work*|need > continuous|differentiab*|jacobian*|invertib*
            flow* > not|cannot|can't > discrete
            flow*|jacobian*|change of variable* > continuous
            流 > 连续|可逆
        50% GANs need gradients through their samples; for the others a law is chosen.
            gan* > need*|requir*|only|work*|need > continuous|differentiab*|gradient*
            gan* > not|cannot|can't > discrete|differentiab*
            discrete > not|cannot|no|block* > gradient*|differentiab*|backprop*
            not|cannot|can't|no|block* > discrete
            autoregressive|ar|vae*|ebm*|energy > any|either|both|categorical|softmax
            gan > 连续|梯度
        -60% Flows and GANs do not model discrete data directly.
            flow*|gan* : can > discrete
    """)
    return Explained(["AR", "VAE", "EBM"], because)


@argued
def part_b() -> Explained:
    """The chain rule gives an autoregressive model its likelihood factor by factor, the change
    of variables a flow. A VAE has a bound, a GAN has none, an energy-based model lacks Z.
    """
    because = rubric("""
        100% Chain rule and change of variables give it; the others have a bound, none, or Z.
            chain rule|product|conditional*|factor* > autoregressive|ar|likelihood|exact*
            autoregressive|ar|flow* > chain rule|product|change of variable*|jacobian*|exact*
            autoregressive|ar|flow* > allow*|give*|have|has > likelihood
            vae* > bound|elbo|intractabl*|integral
            gan* > no|not|without|implicit
            ebm*|energy > partition|normali*|intractabl*|z
            链式|变量变换|配分
        -60% VAEs, GANs and energy-based models have no exact likelihood at hand.
            vae*|gan*|ebm* : exact > likelihood
    """)
    return Explained(["AR", "Flow"], because)


@argued
def part_c() -> Explained:
    """In every family the networks may take the condition as one more input."""
    because = rubric("""
        100% Every network can take the condition as one more input.
            condition*|caption*|label*|class*|y & input*|feed*|concatenat*|add*|give*|network*
            condition* > on|each|every|all|any|both
            half conditional > exist*|version*|variant*
            条件 > 输入|加入|网络
        -60% No family is excluded.
            cannot|unable > condition*
    """)
    return Explained(["AR", "VAE", "Flow", "GAN", "EBM"], because)


@argued
def part_d() -> Explained:
    """With unlimited compute the missing part is drawn from its conditional given the rest:
    by rejection of samples that disagree with what is seen, or by Bayes' rule and enumeration.
    """
    because = rubric("""
        100% Whatever models the joint gives the conditional of the missing part.
            joint|bayes*|marginal*|conditional* > conditional*|missing|masked|joint|sampl*
            reject*|enumerat*|search*|brute*|mcmc|langevin|importance|infinite*|unlimited
            sampl* > until|match*|agree*|condition*|consistent
            拒绝|条件|联合|枚举
        -60% No family is excluded.
            only > autoregressive|ar|ebm*|vae*
    """)
    return Explained(["AR", "VAE", "Flow", "GAN", "EBM"], because)


@argued
def part_e() -> Rubric:
    """A VAE's encoder q(z|x) gives a latent; a flow gives one by its inverse. GANs need an
    encoder beside them, as in a bidirectional GAN; energy-based models need latents, as in a
    Boltzmann machine; autoregressive models have none.
    """
    return rubric("""
        contrast VAE / flow*|流 / GAN / autoregressive|ar|自回归
        50% A VAE: its encoder q(z|x) infers the latent.
            VAE : ENCODER|encod*|inference|q|approximate posterior|posterior|latent*
            half VAE : dimension*|compress*|representation*
        50% A flow: its inverse maps a point to its latent.
            flow*|流 : inver*|invertib*|biject*|f^-1|逆|可逆|exact latent*
            half flow*|流 : latent*|representation*
            half BIGAN|bi-gan : ENCODER|latent*|representation*
        -40% Autoregressive models have no latents.
            autoregressive|ar : best|most appropriate|suited > latent*|representation*
        -30% A plain GAN has no encoder.
            GAN : has|have|its > ENCODER
    """)
