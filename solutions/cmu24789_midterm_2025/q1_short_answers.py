"""Rubrics of the short answers: what must be said, and what is known to go wrong.

The docstring of each part is a model answer.
"""

from checkers.prose import Rubric, rubric
from counterexam.exam import argued


@argued
def part_a() -> Rubric:
    """Diffusion models add noise step by step and learn to remove it; they train stably,
    sample well and slowly. GANs pit a generator against a discriminator: one fast pass and
    sharp samples, but training is unstable and modes may collapse. VAEs encode to a
    distribution and decode from it: stable training, fast sampling, blurrier samples.
    """
    return rubric("""
        contrast DIFFUSION / GAN / VAE
        contrast GENERATOR / DISCRIMINATOR
        22% Diffusion adds noise gradually and learns to reverse it.
            DIFFUSION : ADDS > NOISE
            DIFFUSION : LEARNS > NOISE|denois*|反向|去噪
            half DIFFUSION : denois*|reverse|backward|去噪
        16% A GAN trains a generator and a discriminator against each other.
            GENERATOR & DISCRIMINATOR & COMPETES|FOOLS|TELLS
            GENERATOR : FOOLS > DISCRIMINATOR
            DISCRIMINATOR : TELLS > REAL|FAKE
        16% A VAE encodes data as a distribution over latents and decodes samples of it.
            ENCODER|VAE : MAPS > DISTRIBUTION
            VAE : maximi*|optimi*|最大化 > elbo|lower bound|evidence|下界
            half VAE : ENCODER & DECODER
        13% Diffusion: training is stable and samples are of high quality.
            DIFFUSION : STABLE|QUALITY
        11% Diffusion: sampling is slow, as it takes many steps.
            DIFFUSION : SLOW
        11% GAN: training is unstable, modes may collapse; sampling is one fast pass.
            GAN : UNSTABLE|COLLAPSE|FAST
        11% VAE: training is stable, samples are blurry.
            VAE : BLURRY|STABLE
        -20% Diffusion models do not sample quickly in one pass.
            DIFFUSION : FAST > sampl*|generat*|inference
            DIFFUSION : sampl*|generat*|inference > FAST
        -20% GANs are not stable to train.
            GAN : STABLE
        -15% VAEs do not give sharp samples.
            VAE : sharp*|清晰
    """)


@argued
def part_b() -> Rubric:
    """An autoencoder maps an input to one point of an unstructured latent space. A VAE maps it
    to a distribution, regularized towards a prior, so that its latent space is smooth and can
    be sampled.
    """
    return rubric("""
        contrast VAE / AUTOENCODER
        30% An autoencoder encodes to a fixed point, deterministically.
            AUTOENCODER : DETERMINISTIC
        35% A VAE encodes to a distribution.
            VAE : MAPS > DISTRIBUTION|probabilist*
            VAE : probabilistic*|stochastic*|概率
        20% The latent space of a VAE is smooth, continuous, regular: it can be sampled.
            VAE : SMOOTH|KL|PRIOR
            VAE : SAMPLES|generat*|生成 > new|novel|meaningful|LATENT|新
        15% That of an autoencoder has gaps and no structure: it cannot be sampled.
            AUTOENCODER : IRREGULAR
            AUTOENCODER : cannot|not|unable|无法|不能 > sampl*|generat*|采样|生成
        -30% It is the VAE that is probabilistic, not the plain autoencoder.
            AUTOENCODER : probabilist*|distribution*|stochastic*
        -30% A VAE does not encode to a fixed point.
            VAE : deterministic*|fixed|single point
    """)


@argued
def part_c() -> Rubric:
    """Recurrent networks read one step after another, so training cannot be parallel; distant
    tokens are linked through many steps, so long dependencies are hard and gradients vanish or
    explode. Self-attention links all tokens directly and at once.
    """
    return rubric("""
        contrast RECURRENCE / TRANSFORMER
        36% Recurrence is sequential and hinders parallel training; attention is parallel.
            RECURRENCE : SEQUENTIAL|not parallel*|no parallel*
            RECURRENCE : cannot|can't|not|unable|无法|不能 > PARALLEL
            TRANSFORMER : PARALLEL
        34% Long-range dependencies are hard for recurrence; attention links tokens directly.
            RECURRENCE : SUFFERS & LONG_RANGE
            RECURRENCE : forget*|lose*|遗忘|忘记
            TRANSFORMER : ENABLES > LONG_RANGE
        30% Recurrence makes gradients vanish or explode.
            RECURRENCE : vanish*|explod*|梯度消失|梯度爆炸
            TRANSFORMER : AVOIDS > vanish*|explod*|消失|爆炸
        -35% It is the Transformer that is parallel.
            RECURRENCE : PARALLEL
            TRANSFORMER : SEQUENTIAL
        -25% Attention does not suffer from vanishing gradients through time.
            TRANSFORMER : suffer*|prone|struggl* > vanish*|explod*|LONG_RANGE
    """)


@argued
def part_d() -> Rubric:
    """The encoder reads the whole input with bidirectional self-attention and represents it.
    The decoder generates token by token: its self-attention is masked, and cross-attention
    lets it see the encoder's output.
    """
    return rubric("""
        contrast ENCODER / DECODER
        30% The encoder attends to the whole input, in both directions.
            ENCODER : WHOLE|each other
        35% The decoder's self-attention is masked: a token sees earlier ones only.
            DECODER : MASKED
            DECODER : ATTENDS|ONLY > EARLIER
            DECODER : cannot|can't|not|never|不能|无法 > LATER
        20% The encoder represents the input; the decoder generates the output step by step.
            DECODER : MAKES|predict*|预测 > token*|sequence*|output*|word*|序列|词
            DECODER : autoregress*|SEQUENTIAL|自回归
            half ENCODER : represent*|encodes|understand*|context*|表示
        15% The decoder attends to the encoder's output (cross-attention).
            DECODER : cross-attention|encoder-decoder attention|交叉注意力
            DECODER : ATTENDS|receiv*|take* > ENCODER
        -35% It is the decoder that is masked.
            ENCODER : MASKED
        -35% The decoder's self-attention does not look both ways.
            DECODER : bidirectional*|both directions|future tokens|双向
    """)


@argued
def part_e() -> Rubric:
    """The generator turns noise into samples that should pass as real; the discriminator tells
    real from generated. To generate, noise is drawn and passed through the generator once; the
    discriminator is not needed. A VAE draws a latent from the prior of the space that its
    encoder learned and decodes it.
    """
    return rubric("""
        contrast GENERATOR / DISCRIMINATOR
        contrast GAN / VAE
        25% The generator turns noise into samples that resemble data.
            GENERATOR : MAKES > NOISE|LATENT > DATA
            GENERATOR : MAKES > DATA & NOISE|LATENT|REAL|FAKE|realistic
            GENERATOR : FOOLS > DISCRIMINATOR
        25% The discriminator tells real samples from generated ones.
            DISCRIMINATOR : TELLS > REAL|FAKE|the two
        25% At inference noise is drawn and passed through the generator alone, once.
            ONLY & GENERATOR & use*|need*|keep*|kept|需要|使用
            NOISE & GENERATOR & inference|test time|SAMPLES|feed*|fed|pass*|推理
            DISCRIMINATOR : discard*|dropped|not used|not needed|unused|丢弃|不需要
            GENERATOR : SAMPLES|take*|map* > NOISE > single|one|directly|一次
        25% A VAE draws a latent from its prior and decodes it.
            VAE : SAMPLES > LATENT|PRIOR|DISTRIBUTION & DECODES
            VAE : DECODES > LATENT|sample*
            DECODER : MAKES|DECODES > DATA|LATENT
            half VAE : SAMPLES > LATENT|PRIOR|DISTRIBUTION
        -40% The networks' roles are exchanged.
            DISCRIMINATOR : MAKES > NOISE|FAKE > DATA
            GENERATOR : distinguish*|classif*|tell* > REAL|FAKE
        -20% No discriminator is needed to generate.
            DISCRIMINATOR : use*|need*|required > inference|generate|test time
    """)


@argued
def part_f() -> Rubric:
    """A bidirectional GAN adds an encoder that maps data to latent codes, the inverse of the
    generator. Its discriminator judges pairs: data with their codes against generated data
    with the latents they came from; so encoder and generator come to invert each other.
    """
    return rubric("""
        contrast GENERATOR / DISCRIMINATOR
        contrast BIGAN / VANILLA_GAN
        35% A bidirectional GAN has an encoder besides generator and discriminator.
            BIGAN : ENCODER
            ADDS|includ*|introduc*|has|extra|additional|third|with|contain*|引入|增加 > ENCODER
        35% The encoder maps data to the latent space, inverting the generator.
            ENCODER : MAPS|invert* > DATA|x > LATENT|z
            ENCODER : invers*|invert* > GENERATOR
            ENCODER : infer*|recover* > LATENT > DATA
            map* > DATA > back|into|to > LATENT
        30% The discriminator judges pairs of data and latent code.
            DISCRIMINATOR : pair*|joint*|tuple*|both|联合|对 > LATENT|DATA|z
            DISCRIMINATOR : DATA|x & LATENT|z & pair*|both|and|与|和
        -30% The encoder does not map latents to data; the generator does.
            ENCODER : MAPS|turn* > LATENT|NOISE > to|into|back > data|image*|数据
        -30% The original GAN has no encoder.
            VANILLA_GAN : has|have|ADDS|includ* > ENCODER
    """)


@argued
def part_g() -> Rubric:
    """The KL term draws the encoder's distribution towards the prior, so that the latent space
    is regular and can be sampled. If it weighs too much the posterior collapses onto the
    prior: codes carry no information and reconstructions get blurry or alike. If it weighs too
    little the space is irregular, the model overfits as a plain autoencoder does, and samples
    from the prior are poor.
    """
    return rubric("""
        contrast TOO_MUCH / TOO_LITTLE
        34% The KL term draws the encoder's distribution towards the prior.
            match*|close*|toward*|to|push*|pull*|align*|similar*|接近|逼近|靠近 > PRIOR|NORMAL
            KL|it : regulari*|smooth*|constrain*|正则|约束 > LATENT|ENCODER|POSTERIOR|LATENT
        33% Too much weight: posterior collapse, empty codes, poor reconstruction.
            TOO_MUCH => COLLAPSE|BLURRY|uninformative|no information|ignor*|over-constrain*
            TOO_MUCH => over-regulari*|same|identical|DECODES|loses|lose|信息
        33% Too little weight: irregular latent space, overfitting, poor samples.
            TOO_LITTLE => IRREGULAR|OVERFITTING|AUTOENCODER|unrealistic|退化
            TOO_LITTLE => poor sample*|poor generat*|bad sample*|bad generat*
        -35% The effects of too much and too little weight are exchanged.
            TOO_MUCH => OVERFITTING|IRREGULAR
            TOO_LITTLE => COLLAPSE|over-constrain*|over-regulari*
        -25% The KL term does not measure reconstruction.
            KL : measur*|minimi*|improv*|ensur* > reconstruction|pixel*
    """)


@argued
def part_h() -> Rubric:
    """A discriminator that is always right gives its generator gradients near zero: the
    generator stops learning. Remedies: fewer discriminator steps or a smaller learning rate,
    label smoothing, noise on its inputs, regularization, a Wasserstein loss with gradient
    penalty.
    """
    return rubric("""
        contrast GENERATOR / DISCRIMINATOR
        40% The generator's gradients vanish.
            GRADIENT > VANISH|no useful
            vanish* > GRADIENT
            GENERATOR : no|little|zero|without|not receive > GRADIENT|signal|feedback
        20% So the generator stops learning.
            GENERATOR : STOPS > IMPROVES
            halt*|stop*|prevent*|hinder*|impair* > GENERATOR|its > IMPROVES
        40% A remedy that holds the discriminator back or keeps its gradients alive.
            REMEDY > BALANCE_REMEDY|NOISE
            BALANCE_REMEDY > AVOIDS|help*
            train*|updat* > GENERATOR > more|multiple|several|often|extra
            DISCRIMINATOR : fewer|less often|less frequent*|early stop*|limit*
        -40% An over-trained discriminator does not help its generator.
            GENERATOR : IMPROVES|converg* > faster|better|quickly
            GRADIENT > larger|bigger|stronger|explode|useful
        -30% Training the discriminator more is no remedy.
            REMEDY > train*|updat* > DISCRIMINATOR > more|longer|further|extra
    """)


@argued
def part_i() -> Rubric:
    """Under mode collapse the generator gives few kinds of output whatever its noise, and
    leaves modes of the data out. It arises when some samples fool the discriminator reliably,
    so that nothing rewards variety. Remedies: Wasserstein loss, minibatch discrimination,
    feature matching, unrolled GANs, regularization.
    """
    return rubric("""
        contrast GENERATOR / DISCRIMINATOR
        40% The generator produces few kinds of output, whatever its input.
            GENERATOR|COLLAPSE|GAN : MAKES|output*|ONLY|输出 > FEW
            GENERATOR : ignor*|miss*|drop*|fail* to cover|忽略 > MODES|NOISE|divers*
            COLLAPSE|GAN|sample*|output* : FEW
            to|lead* > the same > image*|picture*|output*|sample*
        30% It arises when a few samples fool the discriminator reliably.
            FOOLS > DISCRIMINATOR
            DISCRIMINATOR : FOOLS|cannot detect|stuck|local
            DISCRIMINATOR : too strong|overpower*|too weak|faster|outpac*|imbalanc*
            COLLAPSE > when|if|because|due to > DISCRIMINATOR|imbalanc*|unbalanc*
        30% A remedy is named.
            REMEDY > COLLAPSE_REMEDY
            COLLAPSE_REMEDY > AVOIDS|help*
        -35% Mode collapse is a loss of variety, not of gradient or of the discriminator.
            COLLAPSE : DISCRIMINATOR > always|ONLY|same
            COLLAPSE : GRADIENT > VANISH
            GENERATOR : MAKES > too divers*|diverse|wide variety|all modes
    """)


@argued
def part_j() -> Rubric:
    """A transposed convolution is a learned upsampling: it enlarges height and width of a
    feature map while the number of channels shrinks. Stacked, such layers grow a latent vector
    into an image, adding finer detail at each stage.
    """
    return rubric("""
        contrast TRANSPOSED / pooling*|strided conv*|池化
        contrast GENERATOR / DISCRIMINATOR
        45% Transposed convolutions upsample: height and width of the feature map grow.
            TRANSPOSED|GENERATOR|they|it|layer & ENLARGES > SIZE
            TRANSPOSED|they & upsampl*|up-sampl*|上采样
        35% Stacked layers lead step by step from a small latent to a full image.
            GRADUALLY & ENLARGES|larger|finer|image*|图像
            LATENT|NOISE > ENLARGES|to|into > image*|图像 & ENLARGES|layer|step*
        20% The upsampling is learned: kernels add detail that interpolation would not.
            learn*|trainable|parameter*|学习 & upsampl*|up-sampl*|kernel*|filter*|上采样|卷积核
            ADDS|synthesi*|fill*|refin*|learn* > detail*|texture*|pattern*|细节
        -45% Transposed convolutions do not shrink the feature map.
            TRANSPOSED|they : SHRINKS > SIZE
        -20% They belong to the generator, not to the discriminator.
            DISCRIMINATOR : use*|ENLARGES > TRANSPOSED|ENLARGES
    """)
