"""Rubrics of the short answers; invariance under permutations is run first."""

from itertools import permutations

import numpy as np

from checkers.prose import Rubric, rubric
from counterexam.exam import argued, checked, require


@argued
def part_1() -> Rubric:
    """No: the codes that the encoder uses are far from uniform and depend on one another. So a
    prior is learned on the codes of the training data, such as an autoregressive PixelCNN or
    Transformer; codes are drawn from it and decoded.
    """
    return rubric("""
        20% No, not uniformly.
            no|cannot|can't|not|不能|不可以|否
        35% The codes of real data are not uniform: some are rare, and neighbours depend.
            LATENT|codes|z|index*|POSTERIOR|分布 > not|isn't|aren't > uniform*|均匀
            LATENT|codes|z|index*|POSTERIOR|分布 > different|far|非|不是 > uniform*|均匀
            LATENT|codes|z|index*|token* > correlat*|depend*|structure*|joint|相关|依赖
            uniform*|random|均匀 > meaningless|garbage|noise*
            uniform*|random|均匀 > unrealistic|invalid|incoherent|无意义
            aggregate*|POSTERIOR|PRIOR > not|different|mismatch* > uniform*|match*
            uniform* > not|ignores|different > POSTERIOR|distribution*
            uniform* > not|ignores|different > correlat*|depend*|structure
            uniform* > not > DECODER|seen|trained
        45% Learn a prior over the codes, such as a PixelCNN, and sample from it.
            LEARNS|fit*|训练 > PRIOR|autoregressive|pixelcnn|transformer*|自回归
            PRIOR|autoregressive|pixelcnn|transformer*|自回归 > LEARNS|over|on|fit*|sampl*|训练
            pixelcnn|pixelsnail|autoregressive model > LATENT|codes|z|PRIOR
        -50% The prior of a VQ-VAE is uniform in training only; it is not how codes are spread.
            yes > uniform*
            codes|z|LATENT : are|is > uniformly distributed
            codes are uniform
            SAMPLES > standard gaussian|standard normal|gaussian
    """)


@argued
def part_2a() -> Rubric:
    r"""VAE: encoder $q(z | x, y)$ and decoder $p(x | z, y)$ see the label; maximize
    $\mathbb{E}_q[\log p(x | z, y)] - D_{KL}(q(z | x, y) \| p(z))$. GAN: generator $G(z, y)$ and
    discriminator $D(x, y)$ see the label; $\min_G \max_D \mathbb{E}[\log D(x, y)] +
    \mathbb{E}[\log(1 - D(G(z, y), y))]$, in turns.
    """
    return rubric(r"""
        contrast VAE|ENCODER|DECODER / GAN|GENERATOR|DISCRIMINATOR
        25% Encoder and decoder of the VAE are given the label.
            ENCODER & DECODER & label*|y|condition*|class*|标签
            q(z|x,y)|q(z|x, y)|q_phi(z|x,y)|q_phi(z|x, y) > p(x|z,y)|p(x|z, y)|p_theta(x|z
            DECODER|ENCODER : condition*|concat*|feed*|tak*|input*|输入|拼接 > y|label*|标签
            half p(x|z,y)|p(x|z, y)
        25% It maximizes the conditional ELBO: reconstruction less a KL divergence.
            elbo|lower bound|下界 > maximi*|log p|KL|reconstruct*|最大化
            maximi*|minimi*|loss > elbo|KL|reconstruct*|log p(x|z|重构|重建
            objective|最大化|损失 > elbo|KL|reconstruct*|log p(x|z|重构|重建
            log p(x|z > KL|d_kl
            formula E_{q(z|x,y)}[\log p(x|z,y)] - D_{KL}(q(z|x,y) \| p(z))
            formula -E_{q(z|x,y)}[\log p(x|z,y)] + D_{KL}(q(z|x,y) \| p(z))
        25% Generator and discriminator of the GAN are given the label.
            GENERATOR & DISCRIMINATOR & label*|y|condition*|class*|标签
            g(z,y)|g(z, y)|g(z|y) & d(x,y)|d(x, y)|d(x|y)
            DISCRIMINATOR : label*|y|condition*|pair*|标签
            half g(z,y)|g(z, y)|g(z|y)
        25% They are trained against each other: D on real and generated pairs, G to fool it.
            log d(x > log(1|1 - d|1-d
            formula E_{p_{data}(x,y)}[\log D(x,y)] + E_{p_{data}(y) p(z)}[\log(1 - D(G(z,y),y))]
            formula -E_{p_{data}(x,y)}[\log D(x,y)] - E_{p_{data}(y) p(z)}[\log(1-D(G(z,y),y))]
            min*|max*|minimax|博弈 > GENERATOR|DISCRIMINATOR|log d|D|G
            DISCRIMINATOR : TELLS > REAL|FAKE|pair*
            GENERATOR : FOOLS
            alternat*|in turn|交替 > train*|updat*|GENERATOR|DISCRIMINATOR|训练
        -30% If the discriminator does not see the label, the generator may ignore it.
            DISCRIMINATOR : not need|without > label*|y
    """)


@argued
def part_2b() -> Rubric:
    r"""VAE: treat a missing label as a latent with a classifier $q(y | x)$ and add the bound
    that averages over it (the M2 model), or label the data by a classifier first. GAN: let $D$
    also judge unlabelled images for being real, predict $K + 1$ classes, or use
    pseudo-labels.
    """
    return rubric("""
        contrast VAE|ENCODER|DECODER / GAN|GENERATOR|DISCRIMINATOR
        45% In the VAE a missing label is a latent: inferred by q(y|x), averaged over.
            label*|y|标签 > LATENT|marginali*|sum*|infer*
            label*|y|标签 > integrat*|unobserved|隐变量|边缘化|推断
            marginali*|sum*|average*|integrat*|边缘化|求和 > y|label*|class*|标签
            q(y|x)|classifier|分类器 > label*|y|predict*|unlabel*|infer*|标签
            unlabel*|无标签 > q(y|x)|classifier|pseudo*|elbo|predict*
        45% In the GAN the discriminator judges unlabelled data too, or tells classes.
            k+1|k + 1|additional class|extra class|fake class
            DISCRIMINATOR : unlabel*|class* > REAL|FAKE|label*|only
            unlabel*|无标签 > DISCRIMINATOR|REAL|FAKE|adversarial
            auxiliary|acgan|ac-gan > classifier|label*|class*
            GAN|DISCRIMINATOR : pseudo*|classifier|q(y|x)|info*
            pseudo* & gan|both|conditional
        10% Both losses are added up, over labelled and unlabelled data.
            sum|total|plus|combin*|add*|together|joint*|总 > loss*|objective*|bound*|elbo|损失
            loss*|objective*|损失 > labeled|labelled & unlabel*
        -40% Unlabelled data are not thrown away.
            discard*|ignore*|throw*|drop* > unlabel*
            unlabel* > random label*|noise|fake image*|as fake
            random label* > unlabel*
    """)


@checked
def part_3() -> Rubric:
    r"""Small noise leaves the weights all but parallel to yours, while independent models are
    all but orthogonal: compare weights by distance or cosine. A permutation of neurons
    multiplies $W_1$ by $P$ and $W_2$ by $P^\top$: match neurons first (by assignment), or
    compare what does not change, such as outputs, singular values and sorted norms.
    """
    rng = np.random.default_rng(2)
    first, second, x = (rng.standard_normal(shape) for shape in ((4, 3), (2, 4), 3))
    output = second @ np.maximum(first @ x, 0)
    values = np.linalg.svd(first, compute_uv=False)
    for order in map(list, permutations(range(4))):
        moved = second[:, order] @ np.maximum(first[order] @ x, 0)
        require(np.allclose(moved, output), "a permutation leaves the outputs")
        same = np.allclose(np.linalg.svd(first[order], compute_uv=False), values)
        require(same, "and the singular values")
    return rubric("""
        40% Noise: the weights stay close to yours; independent models' would not be.
            distance|difference|norm|cosine > weight*|parameter*|权重|参数
            similar*|correlat*|距离|相似|相关 > weight*|parameter*|权重|参数
            weight*|parameter*|W|权重|参数 > close|similar*|correlat*|cosine
            weight*|parameter*|W|权重|参数 > near*|distance|接近|相似
            compar*|比较 > weight*|parameter*|权重|参数 > distance|similar*
            compar*|比较 > weight*|parameter*|权重|参数 > cosine|correlat*|small
            subtract*|difference > gaussian|NOISE|small
        40% Permutations: match neurons first, or compare what they do not change.
            match*|align*|assign* > neuron*|row*|column*|unit*|permut*|神经元
            hungarian|匹配|对齐 > neuron*|row*|column*|unit*|permut*|神经元
            invarian*|不变 > permut*|singular value*|spectr*|norm*|eigenvalue*|sort*|置换
            singular value*|spectr*|eigenvalue* > same|equal|unchanged|invarian*|permut*|compar*
            sort*|norm*|histogram*|奇异值 > same|equal|unchanged|invarian*|permut*|compar*
            permut*|置换 > undo*|find*|recover*|search*|match*|invarian*|unchanged|same
            activation*|output*|logit*|输出 > same|identical|equal|compar*
            activation*|output*|logit*|输出 > close|match*|一致|相同
        20% That two models agree so well by chance is all but impossible.
            independent*|another|other|random* > would not|never|unlikely
            independent*|another|other|random* > orthogonal|far|different
            p-value|statistic*|hypothesis test|significan*|假设检验|显著
            watermark*|fingerprint*|trigger* > output*|model|weight*|prompt*|respon*
            backdoor|canar*|水印|指纹 > output*|model|weight*|prompt*|respon*
            unlikely|impossible|probability|概率|不可能 > chance|independent*|coincid*|random*
        -40% Good performance alone is no evidence of a copy.
            same|similar > accuracy|performance|benchmark* > prov*|show*|copied
    """)
