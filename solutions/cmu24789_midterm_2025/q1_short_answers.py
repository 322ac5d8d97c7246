"""Rubrics of the short answers: what must be said, as relations, and what is known to go wrong.

The docstring of each part is a model answer.
"""

from checkers.prose import Misconception, Point, Rubric
from counterexam.exam import argued

DIFFUSION = "diffusion*|ddpm*|score-based*|扩散"
GAN = "gan|gans|generative adversarial*|adversarial network*|生成对抗"
VAE = "vae|vaes|variational autoencoder*|variational auto-encoder*|变分自编码器|变分自动编码器"
PLAIN = "ae|aes|autoencoder*|auto-encoder*|conventional auto*|自编码器|自动编码器"
MODELS = (DIFFUSION, GAN, VAE)
BIGAN = "bigan*|bidirectional gan*|bidirectional generative*|双向gan|双向 gan"

GENERATOR = "generator*|生成器"
DISCRIMINATOR = "discriminator*|critic|判别器|鉴别器"
ENCODER = "encoder*|编码器"
DECODER = "decoder*|解码器"
GAN_NETWORKS = (GENERATOR, DISCRIMINATOR)

RECURRENT = "rnn*|lstm*|gru*|recurrent*|循环神经网络|循环网络"
TRANSFORMER = "transformer*|self-attention|attention|自注意力|注意力"

TOO_MUCH = (
    "too much|too large|too high|too strong|too big|too heavy|high weight|large weight"
    "|overweight*|excessive*|过大|太大|过高|太高|过强|太多|过多"
)
TOO_LITTLE = (
    "too little|too small|too low|too weak|low weight|small weight|underweight*|insufficient*"
    "|过小|太小|过低|太低|太少|过少|过弱"
)

NOISE = "noise*|噪声|噪音"
LATENT = "latent*|code|codes|encoding*|潜在|隐空间|隐变量|潜空间"
REAL = "real|true|genuine|真实|真"
DATA = "data|sample*|image*|input*|数据|样本|图像|输入"


@argued
def part_a() -> Rubric:
    """Diffusion models add noise step by step and learn to remove it; they train stably, sample
    well and slowly. GANs pit a generator against a discriminator: one fast pass and sharp samples,
    but training is unstable and modes may collapse. VAEs encode to a distribution and decode from
    it: stable training, fast sampling, blurrier samples.
    """
    return Rubric(
        contrasts=(MODELS, GAN_NETWORKS),
        points=(
            Point(
                "Diffusion adds noise gradually and learns to reverse it.",
                0.22,
                (
                    f"{DIFFUSION} : add*|corrupt*|inject*|destroy*|加入|添加|加 > {NOISE}",
                    f"{DIFFUSION} : learn*|train*|remov*|denois*|revers*|predict*|学习|去除|预测"
                    f" > {NOISE}|denois*|反向|去噪",
                ),
                (f"{DIFFUSION} : forward & reverse|backward", f"{DIFFUSION} : denois*|去噪"),
            ),
            Point(
                "A GAN trains a generator and a discriminator against each other.",
                0.16,
                (
                    f"{GENERATOR} & {DISCRIMINATOR} & adversarial*|game|compet*|against|minimax"
                    "|fool*|trick*|deceiv*|distinguish*|tell*|对抗|博弈|欺骗|区分",
                    f"{GENERATOR} : fool*|trick*|deceiv*|欺骗|骗过 > {DISCRIMINATOR}",
                    f"{DISCRIMINATOR} : distinguish*|tell*|classif*|discriminat*|区分|判断",
                ),
            ),
            Point(
                "A VAE encodes data as a distribution over latents and decodes samples of it.",
                0.16,
                (
                    f"{ENCODER}|{VAE} : map*|encod*|predict*|output*|learn*|compress*|编码|映射"
                    " > distribution*|probabilistic|gaussian*|mean|分布|高斯|均值",
                    f"{VAE} : maximi*|optimi*|最大化 > elbo|lower bound|evidence|下界",
                ),
                (f"{VAE} : {ENCODER} & {DECODER}",),
            ),
            Point(
                "Diffusion: training is stable and samples are of high quality.",
                0.13,
                (
                    f"{DIFFUSION} : stable*|stabil*|稳定",
                    f"{DIFFUSION} : high quality|best quality|high fidelity|quality output*"
                    "|quality sample*|quality|realistic|sharp*|state-of-the-art|高质量|质量",
                ),
            ),
            Point(
                "Diffusion: sampling is slow, as it takes many steps.",
                0.11,
                (
                    f"{DIFFUSION} : slow*|many steps|expensive|costly|time-consuming|iterat*"
                    "|inefficien*|hundreds|thousands|慢|耗时|多步",
                ),
            ),
            Point(
                "GAN: training is unstable and may collapse to few modes; sampling is one fast pass.",
                0.11,
                (
                    f"{GAN} : unstable|instabil*|mode collapse|difficult to train|hard to train"
                    "|non-convergen*|diverg*|not stable|不稳定|模式崩溃|模式坍塌",
                    f"{GAN} : fast*|quick*|single forward|single pass|one pass|快",
                ),
            ),
            Point(
                "VAE: training is stable, samples are blurry.",
                0.11,
                (
                    f"{VAE} : blur*|less sharp|lower quality|smooth outputs|模糊",
                    f"{VAE} : stabl*|stabil*|efficient*|稳定",
                ),
            ),
        ),
        misconceptions=(
            Misconception(
                "Diffusion models do not sample quickly in one pass.",
                0.2,
                (
                    f"{DIFFUSION} : fast*|quick*|instant* > sampl*|generat*|inference",
                    f"{DIFFUSION} : sampl*|generat*|inference > fast*|quick*|single pass",
                ),
            ),
            Misconception(
                "GANs are not the stable ones to train.", 0.2, (f"{GAN} : stable|stably|稳定",)
            ),
            Misconception(
                "VAEs do not give the sharpest samples.",
                0.15,
                (f"{VAE} : sharpest|sharp*|most realistic|最清晰",),
            ),
        ),
    )


@argued
def part_b() -> Rubric:
    """An autoencoder maps an input to one point of an unstructured latent space. A VAE maps it to a
    distribution, regularized towards a prior, so that its latent space is smooth and can be
    sampled.
    """
    return Rubric(
        contrasts=((VAE, PLAIN),),
        points=(
            Point(
                "An autoencoder encodes to a fixed point, deterministically.",
                0.3,
                (
                    f"{PLAIN} : deterministic*|fixed|single point|one point|a point|a vector"
                    "|exact|固定|确定",
                ),
            ),
            Point(
                "A VAE encodes to a distribution.",
                0.35,
                (
                    f"{VAE} : encod*|map*|predict*|output*|learn*|produc*|represent*|use*|model*"
                    "|编码|映射|输出|学习 > distribution*|probabilist*|gaussian*|mean|variance|分布"
                    "|高斯|均值",
                    f"{VAE} : probabilistic*|stochastic*|概率",
                ),
            ),
            Point(
                "The latent space of a VAE is smooth, continuous, regular: it can be sampled.",
                0.2,
                (
                    f"{VAE} : smooth*|continu*|structur*|regulari*|organi*|interpolat*|平滑|连续|规则",
                    f"{VAE} : sampl*|generat*|采样|生成 > new|novel|meaningful|prior|from {LATENT}|新",
                    f"{VAE} : kl|kullback*|prior|先验",
                ),
            ),
            Point(
                "That of an autoencoder has gaps and no structure: sampling it makes no sense.",
                0.15,
                (
                    f"{PLAIN} : unstructured|irregular|discontinu*|gap*|holes|scattered|disorgani*"
                    "|no structure|not continuous|not smooth|not regular*|cannot generate|cannot be"
                    " sampled|cannot sample|not suitable|不连续|不规则|无结构",
                ),
            ),
        ),
        misconceptions=(
            Misconception(
                "It is the VAE that is probabilistic, not the plain autoencoder.",
                0.3,
                (f"{PLAIN} : probabilist*|distribution*|stochastic*",),
            ),
            Misconception(
                "A VAE does not encode to a fixed point.",
                0.3,
                (f"{VAE} : deterministic*|fixed|single point",),
            ),
        ),
    )


@argued
def part_c() -> Rubric:
    """Recurrent networks read one step after another, so training cannot be parallel; distant
    tokens are linked through many steps, so long dependencies are hard and gradients vanish or
    explode. Self-attention links all tokens directly and at once.
    """
    suffers = (
        "suffer*|struggl*|have|has|fail*|cannot|unable|difficult*|hard|limit*|problem*|issue*"
        "|prone|face*|must|need*|require*|process*|lose*|forget*|bottleneck*|存在|难以|无法|容易|必须|缺点"
    )
    lifts = (
        "mitigat*|avoid*|solve*|overcome*|address*|alleviat*|reduc*|eliminat*|prevent*|allow*"
        "|enabl*|captur*|model*|handl*|process*|attend*|can|use*|directly|解决|避免|缓解|可以|捕捉|能够"
    )
    sequential = "sequential*|step by step|one by one|one token at a time|one step at a time|顺序|逐个|依次"
    parallel = "parallel*|simultaneous*|all at once|at the same time|并行|同时"
    distant = (
        "long-range|long range|long-term|long term|long-distance|distant|far apart|long sequence*"
        "|long dependenc*|any two|长距离|长程|长期|远距离|长序列"
    )
    gradients = "vanish*|explod*|gradient problem*|梯度消失|梯度爆炸"
    return Rubric(
        contrasts=((RECURRENT, TRANSFORMER),),
        points=(
            Point(
                "Recurrence is sequential and hinders parallel training; attention is parallel.",
                0.36,
                (
                    f"{RECURRENT} : {suffers} > {sequential}|not parallel*|no parallel*",
                    f"{RECURRENT} : cannot|can't|not|unable|无法|不能 > {parallel}",
                    f"{TRANSFORMER} : {lifts} > {parallel}",
                    f"{RECURRENT} : {sequential}",
                    f"{TRANSFORMER} : {parallel}",
                ),
            ),
            Point(
                "Long-range dependencies are hard for recurrence; attention links tokens directly.",
                0.34,
                (
                    f"{RECURRENT} : {suffers} & {distant}",
                    f"{TRANSFORMER} : {lifts} > {distant}",
                    f"{RECURRENT} : forget*|lose*|遗忘|忘记",
                ),
            ),
            Point(
                "Recurrence makes gradients vanish or explode.",
                0.3,
                (
                    f"{RECURRENT} : {suffers}|gradient*|梯度 > {gradients}",
                    f"{TRANSFORMER} : mitigat*|avoid*|solve*|overcome*|address*|alleviat*|reduc*"
                    f"|eliminat*|prevent*|解决|避免|缓解 > {gradients}",
                    f"gradient* : vanish*|explod* > {RECURRENT}",
                ),
            ),
        ),
        misconceptions=(
            Misconception(
                "It is the Transformer that is parallel.",
                0.35,
                (f"{RECURRENT} : {parallel}", f"{TRANSFORMER} : {sequential}"),
            ),
            Misconception(
                "Attention does not suffer from vanishing gradients through time.",
                0.25,
                (f"{TRANSFORMER} : suffer*|prone|struggl* > {gradients}|{distant}",),
            ),
        ),
    )


@argued
def part_d() -> Rubric:
    """The encoder reads the whole input with bidirectional self-attention and represents it. The
    decoder generates token by token: its self-attention is masked, and cross-attention lets it see
    the encoder's output.
    """
    whole = (
        "bidirectional*|whole|entire|all tokens|every token|full|both directions|all positions"
        "|unmasked|without mask*|no mask*|双向|整个|全部|所有"
    )
    masked = "mask*|causal*|unidirectional*|掩码|因果|单向|遮蔽"
    return Rubric(
        contrasts=((ENCODER, DECODER),),
        points=(
            Point(
                "The encoder attends to the whole input, in both directions.",
                0.3,
                (f"{ENCODER} : {whole}", f"{ENCODER} : attend*|see* > {whole}|each other"),
            ),
            Point(
                "The decoder's self-attention is masked: a token sees earlier ones only.",
                0.35,
                (
                    f"{DECODER} : {masked}",
                    f"{DECODER} : attend*|see*|look*|predict*|depend*|access*|base*|只能|关注"
                    " > past|previous|earlier|preceding|before|之前|前面|过去",
                    f"{DECODER} : cannot|can't|not|never > future|later|subsequent|ahead",
                ),
            ),
            Point(
                "The encoder represents the input; the decoder generates the output step by step.",
                0.2,
                (
                    f"{DECODER} : generat*|produc*|predict*|output*|生成|预测 > token*|sequence*|output*"
                    "|word*|step|autoregress*|序列|输出|词",
                    f"{DECODER} : autoregress*|自回归",
                ),
                (f"{ENCODER} : represent*|encod*|understand*|context*|表示|编码",),
            ),
            Point(
                "The decoder attends to the encoder's output (cross-attention).",
                0.15,
                (
                    f"{DECODER} : cross-attention|cross attention|encoder-decoder attention|交叉注意力",
                    f"{DECODER} : attend*|use*|receiv*|take*|base*|condition*|关注 > {ENCODER}",
                ),
            ),
        ),
        misconceptions=(
            Misconception(
                "It is the decoder that is masked.",
                0.35,
                (f"{ENCODER} : masked|causal*|unidirectional*|掩码",),
            ),
            Misconception(
                "The decoder's self-attention does not look both ways.",
                0.35,
                (f"{DECODER} : bidirectional*|both directions|future tokens|双向",),
            ),
        ),
    )


@argued
def part_e() -> Rubric:
    """The generator turns noise into samples that should pass as real; the discriminator tells real
    from generated. To generate, noise is drawn and passed through the generator once; the
    discriminator is not needed. A VAE draws a latent from the prior of the space that its encoder
    learned and decodes it.
    """
    makes = "transform*|map*|turn*|generat*|produc*|creat*|convert*|synthesi*|take*|映射|生成|转换|变换"
    tells = (
        "distinguish*|tell*|classif*|discriminat*|differentiat*|decid*|judg*|determin*|predict*"
        "|separat*|evaluat*|output*|区分|判断|判别|辨别|分辨"
    )
    return Rubric(
        contrasts=(GAN_NETWORKS, (GAN, VAE)),
        points=(
            Point(
                "The generator turns noise into samples that resemble data.",
                0.25,
                (
                    f"{GENERATOR} : {makes} > {NOISE}|{LATENT} > {DATA}|output*",
                    f"{GENERATOR} : {makes} > {DATA} & {NOISE}|{LATENT}|realistic|fake|synthetic",
                    f"{GENERATOR} : fool*|trick*|deceiv*|欺骗|骗过 > {DISCRIMINATOR}",
                ),
            ),
            Point(
                "The discriminator tells real samples from generated ones.",
                0.25,
                (
                    f"{DISCRIMINATOR} : {tells} > {REAL}",
                    f"{DISCRIMINATOR} : {tells} > fake|generated|synthetic|假|the two",
                ),
            ),
            Point(
                "At inference noise is drawn and passed through the generator alone, once.",
                0.25,
                (
                    f"only|just|alone|只 & {GENERATOR} & use*|need*|keep*|kept|需要|使用",
                    f"{NOISE} & {GENERATOR} & inference|test time|sampl*|draw*|feed*|fed|pass*|map*"
                    "|推理|采样",
                    f"{DISCRIMINATOR} : discard*|dropped|not used|not needed|unused|丢弃|不需要",
                    f"{GENERATOR} : sampl*|take*|map* > {NOISE} > single|one|directly|一次",
                ),
            ),
            Point(
                "A VAE draws a latent from its prior and decodes it.",
                0.25,
                (
                    f"{VAE} : sampl*|draw*|采样 > {LATENT}|prior|distribution*|先验|分布 & decod*|解码",
                    f"{VAE} : decod*|解码 > {LATENT}|sample*|code*",
                    f"{DECODER} : {makes}|reconstruct*|decod* > {DATA}|{LATENT}",
                ),
                (f"{VAE} : sampl*|draw*|采样 > {LATENT}|prior|distribution*|先验|分布",),
            ),
        ),
        misconceptions=(
            Misconception(
                "The networks' roles are exchanged.",
                0.4,
                (
                    f"{DISCRIMINATOR} : transform*|turn*|map*|generat*|creat*|synthesi* > {NOISE}|fake"
                    f" > {DATA}",
                    f"{GENERATOR} : distinguish*|classif*|tell*|discriminat* > {REAL}|fake",
                ),
            ),
            Misconception(
                "No discriminator is needed to generate.",
                0.2,
                (f"{DISCRIMINATOR} : use*|need*|required > inference|generate|test time",),
            ),
        ),
    )


@argued
def part_f() -> Rubric:
    """A bidirectional GAN adds an encoder that maps data to latent codes, the inverse of the
    generator. Its discriminator judges pairs: data with their codes against generated data with
    the latents they came from; so encoder and generator come to invert each other.
    """
    return Rubric(
        contrasts=(
            GAN_NETWORKS,
            (BIGAN, "vanilla gan*|standard gan*|original gan*|普通gan|原始gan"),
        ),
        points=(
            Point(
                "A bidirectional GAN has an encoder besides generator and discriminator.",
                0.35,
                (
                    "add*|includ*|introduc*|has|have|train*|extra|additional|third|with|contain*"
                    f"|引入|增加|加入|包含 > {ENCODER}",
                    f"{BIGAN} : {ENCODER}",
                ),
            ),
            Point(
                "The encoder maps data to the latent space, inverting the generator.",
                0.35,
                (
                    f"{ENCODER} : map*|project*|encod*|tak*|invert*|infer*|learn*|映射|编码"
                    f" > {DATA}|x > {LATENT}|z",
                    f"{ENCODER} : invers*|invert* > {GENERATOR}",
                    f"map* > {DATA} > back|into|to > {LATENT}",
                ),
            ),
            Point(
                "The discriminator judges pairs of data and latent code.",
                0.3,
                (
                    f"{DISCRIMINATOR} : pair*|joint*|tuple*|both|联合|对 > {LATENT}|{DATA}|z",
                    f"{DISCRIMINATOR} : {DATA}|x & {LATENT}|z & pair*|both|and|与|和",
                ),
            ),
        ),
        misconceptions=(
            Misconception(
                "The encoder does not map latents to data; the generator does.",
                0.3,
                (
                    f"{ENCODER} : map*|transform*|turn*|convert* > {LATENT}|{NOISE}"
                    " > to|into|back > data|image*",
                ),
            ),
            Misconception(
                "The original GAN has no encoder.",
                0.3,
                (
                    f"vanilla gan*|standard gan*|original gan* : has|have|add*|includ* > {ENCODER}",
                ),
            ),
        ),
    )


@argued
def part_g() -> Rubric:
    """The KL term draws the encoder's distribution towards the prior, so that the latent space is
    regular and can be sampled. If it weighs too much the posterior collapses onto the prior: codes
    carry no information and reconstructions get blurry or alike. If it weighs too little the space
    is irregular, the model overfits as a plain autoencoder does, and samples from the prior are
    poor.
    """
    kl = "kl|kullback*|divergence|regulari*|kl散度|散度"
    return Rubric(
        contrasts=((TOO_MUCH, TOO_LITTLE),),
        points=(
            Point(
                "The KL term draws the encoder's distribution towards the prior.",
                0.34,
                (
                    f"{kl} & match*|close*|toward*|push*|pull*|align*|similar*|resembl*|approximat*"
                    "|接近|逼近|靠近 & prior|gaussian*|normal|先验|高斯|正态",
                    f"{kl} & regulari*|smooth*|continu*|structur*|正则 & {LATENT}",
                    f"{kl} : regulari*|constrain* > {LATENT}|{ENCODER}|posterior",
                ),
            ),
            Point(
                "Too much weight: posterior collapse, codes without information, poor reconstruction.",
                0.33,
                (
                    f"{TOO_MUCH} => collaps*|uninformative|no information|ignor*|over-constrain*"
                    "|over-regulari*|blur*|poor reconstruct*|same|identical|bad reconstruct*"
                    "|reconstruct*|loses|lose|坍塌|崩溃|模糊|重建|重构|信息",
                ),
            ),
            Point(
                "Too little weight: irregular latent space, overfitting, poor samples.",
                0.33,
                (
                    f"{TOO_LITTLE} => unstructured|irregular*|overfit*|over-fit*|gap*|holes|discontinu*"
                    "|not smooth|poor sample*|poor generat*|fail* to generali*|plain auto*"
                    "|regular auto*|standard auto*|ordinary auto*|like an auto*|autoencoder*|scatter*"
                    "|cannot generate|unrealistic|meaningless|不规则|过拟合|不连续|退化",
                ),
            ),
        ),
        misconceptions=(
            Misconception(
                "The effects of too much and too little weight are exchanged.",
                0.35,
                (
                    f"{TOO_MUCH} => overfit*|irregular*|unstructured|plain autoencoder*",
                    f"{TOO_LITTLE} => posterior collapse|over-constrain*|over-regulari*|collaps*",
                ),
            ),
            Misconception(
                "The KL term does not measure reconstruction.",
                0.25,
                (f"{kl} : measur*|minimi*|improv*|ensur* > reconstruction|pixel*",),
            ),
        ),
    )


@argued
def part_h() -> Rubric:
    """A discriminator that is always right gives its generator gradients near zero: the generator
    stops learning. Remedies: fewer discriminator steps or a smaller learning rate, label smoothing,
    noise on its inputs, regularization, a Wasserstein loss with gradient penalty.
    """
    overtrained = (
        f"over-train*|overtrain*|too strong|too good|too well|perfect*|optimal|too confident|too"
        f" powerful|overpower*|过度训练|太强|过强|过好|{DISCRIMINATOR}"
    )
    return Rubric(
        contrasts=(GAN_NETWORKS,),
        points=(
            Point(
                "The generator's gradients vanish.",
                0.4,
                (
                    f"{overtrained} > vanish*|gradient* > vanish*|zero|small|saturat*|disappear*",
                    "gradient* > vanish*|zero|close to zero|saturat*|disappear*|no useful",
                    "vanish* > gradient*",
                    f"{GENERATOR} : no|little|zero|without|not receive > gradient*|signal|feedback",
                    "梯度 > 消失|为零|接近零",
                ),
            ),
            Point(
                "So the generator stops learning.",
                0.2,
                (
                    f"{GENERATOR} : stop*|halt*|cannot|can't|not|fail*|unable|stall*|hard*|stuck"
                    "|hinder*|无法|停止|不能 > learn*|improv*|train*|updat*|学习|提升|更新|训练",
                    "halt*|stop*|prevent* > learn*|train*",
                    f"prevent*|stop*|hinder*|halt*|impair* > {GENERATOR} > learn*|improv*",
                ),
            ),
            Point(
                "A remedy that holds the discriminator back or keeps its gradients alive.",
                0.4,
                (
                    "techniqu*|prevent*|remed*|use*|using|apply*|add*|solution*|way*|can|avoid*"
                    "|mitigat*|train*|reduc*|lower|by|we|应|可以|使用|采用|通过 > label smooth*|noise"
                    "|regulari*|early stop*|dropout|gradient penalty|spectral norm*|wasserstein|wgan*"
                    "|learning rate|fewer|less often|less frequent*|training steps|update ratio"
                    "|training schedul*|balanc*|more often|non-saturating|weight clip*|标签平滑|正则"
                    "|噪声|学习率|减少|梯度惩罚",
                    f"train*|updat* > {GENERATOR} > more|multiple|several|often|extra",
                    f"{DISCRIMINATOR} : fewer|less often|less frequent*|smaller learning rate|lower"
                    " learning rate|early stop*|dropout|limit*",
                ),
            ),
        ),
        misconceptions=(
            Misconception(
                "An over-trained discriminator does not help its generator.",
                0.4,
                (
                    f"{GENERATOR} : learn*|improv*|train*|converg* > faster|better|quickly|more",
                    "gradient* > larger|bigger|stronger|explode|useful",
                ),
            ),
            Misconception(
                "Training the discriminator more is no remedy.",
                0.3,
                (
                    f"prevent*|remed*|solution*|fix* > train*|updat* > {DISCRIMINATOR} > more"
                    "|longer|further|extra",
                ),
            ),
        ),
    )


@argued
def part_i() -> Rubric:
    """Under mode collapse the generator gives few kinds of output whatever its noise, and leaves
    modes of the data out. It arises when some samples fool the discriminator reliably, so that
    nothing rewards variety. Remedies: Wasserstein loss, minibatch discrimination, feature matching,
    unrolled GANs, regularization.
    """
    collapse = "mode collapse|collaps*|模式崩溃|模式坍塌|模式坍缩"
    few = (
        "limited|few|same|similar|identical|repetitive|repeated|single|one mode|small set|subset"
        "|little diversity|lack* diversity|no diversity|low diversity|less divers*|not diverse|少数"
        "|单一|相同|有限|重复|缺乏多样性"
    )
    return Rubric(
        contrasts=(GAN_NETWORKS,),
        points=(
            Point(
                "The generator produces few kinds of output, whatever its input.",
                0.4,
                (
                    f"{GENERATOR}|{collapse}|gan* : produc*|generat*|output*|map*|creat*|only|生成|产生"
                    f"|输出 > {few}",
                    f"{GENERATOR} : ignor*|miss*|drop*|fail* to cover|not cover|忽略 > mode*|noise"
                    "|part*|divers*|模式",
                    f"{collapse} : {few}",
                ),
            ),
            Point(
                "It arises when a few samples fool the discriminator reliably.",
                0.3,
                (
                    f"fool*|trick*|deceiv*|欺骗|骗过 > {DISCRIMINATOR}",
                    f"{DISCRIMINATOR} : fool*|trick*|deceiv*|cannot detect|stuck|local",
                    f"{DISCRIMINATOR} : too strong|overpower*|too weak|faster|outpac*|imbalanc*",
                    f"{collapse} > when|if|because|due to > {DISCRIMINATOR}|imbalanc*|unbalanc*",
                ),
            ),
            Point(
                "A remedy is named.",
                0.3,
                (
                    "techniqu*|remed*|use*|using|apply*|address*|solution*|solve*|mitigat*|prevent*"
                    "|avoid*|help*|reduc*|by|such as|can|解决|使用|采用|缓解|通过 > wgan*|wasserstein"
                    "|minibatch discriminat*|mini-batch discriminat*|feature match*|unroll*|regulari*"
                    "|spectral norm*|gradient penalty|divers* loss|divers* penalty|packgan|pacgan"
                    "|multiple generators|label smooth*|conditional|小批量判别|特征匹配|梯度惩罚|正则",
                ),
            ),
        ),
        misconceptions=(
            Misconception(
                "Mode collapse is a loss of variety, not of the discriminator's accuracy or gradient.",
                0.35,
                (
                    f"{collapse} : {DISCRIMINATOR} > always|only|same",
                    f"{collapse} : gradient* > vanish*",
                    f"{GENERATOR} : produc*|generat* > too divers*|diverse|wide variety|all modes",
                ),
            ),
        ),
    )


@argued
def part_j() -> Rubric:
    """A transposed convolution is a learned upsampling: it enlarges height and width of a feature
    map while the number of channels shrinks. Stacked, such layers grow a latent vector into an
    image, adding finer detail at each stage.
    """
    transposed = (
        "transposed conv*|transpose conv*|transposed layer*|deconv*|fractionally*|they|it|layers|it"
        "|转置卷积|反卷积"
    )
    grows = (
        "increas*|upsampl*|up-sampl*|enlarg*|expand*|grow*|scale*|doubl*|upscal*|增大|放大|上采样"
        "|扩大|增加"
    )
    size = (
        "spatial*|resolution*|height|width|size|dimension*|feature map*|image*|latent*|空间|分辨率|尺寸"
        "|特征图"
    )
    return Rubric(
        contrasts=(
            (
                "transposed conv*|transpose conv*|deconv*|转置卷积|反卷积",
                "pooling*|strided conv*|ordinary conv*|regular conv*|池化",
            ),
            GAN_NETWORKS,
        ),
        points=(
            Point(
                "Transposed convolutions upsample: height and width of the feature map grow.",
                0.45,
                (
                    f"{transposed}|{GENERATOR} & {grows} > {size}",
                    f"{grows} > {size} & {transposed}",
                    f"{transposed} & upsampl*|up-sampl*|上采样",
                ),
            ),
            Point(
                "Stacked layers lead step by step from a small latent to a full image.",
                0.35,
                (
                    "stack*|gradual*|progressiv*|success*|layer by layer|step by step|each layer"
                    f"|several|series|sequence|repeated*|堆叠|逐步|逐层 & {grows}|resolution*|larger"
                    "|finer|image*|分辨率|图像",
                    f"{LATENT}|{NOISE} > {grows}|transform*|turn*|to|into > image*|full|图像"
                    f" & {grows}|layer*|step*",
                ),
            ),
            Point(
                "The upsampling is learned: kernels add detail that interpolation would not.",
                0.2,
                (
                    "learn*|trainable|parameter*|可学习|学习 & upsampl*|up-sampl*|kernel*|filter*|weight*"
                    "|上采样|卷积核",
                    "synthesi*|add*|fill*|refin*|learn* > detail*|texture*|pattern*|feature*|细节",
                ),
            ),
        ),
        misconceptions=(
            Misconception(
                "Transposed convolutions do not shrink the feature map.",
                0.45,
                (
                    f"{transposed} : downsampl*|down-sampl*|shrink*|reduc*|decreas*|compress*|下采样"
                    " > spatial*|resolution*|height|width|size|image*|feature map*",
                    f"{transposed} : downsampl*|下采样",
                ),
            ),
            Misconception(
                "They belong to the generator, not to the discriminator.",
                0.2,
                (f"{DISCRIMINATOR} : use*|upsampl* > transposed conv*|deconv*|upsampl*",),
            ),
        ),
    )
