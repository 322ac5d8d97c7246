"""The subject's words, English and Chinese, by the names that rubrics use for them.

A name in capitals stands in a pattern for all of its alternatives, one of which may be another
name. Author's note: a stem such as ``discriminat*`` covers the noun ``discriminator`` as well.
"""

from __future__ import annotations

WORDS = {
    # who
    "DIFFUSION": "diffusion*|ddpm*|score-based*|扩散",
    "GAN": "gan|generative adversarial*|adversarial network*|生成对抗",
    "VAE": "vae|variational autoencoder*|variational auto-encoder*|变分自编码器|变分自动编码器",
    "AUTOENCODER": "ae|autoencoder*|auto-encoder*|自编码器|自动编码器",
    "BIGAN": "bigan*|bidirectional gan|bidirectional generative*|双向gan|双向 gan",
    "VANILLA_GAN": "vanilla gan|standard gan|original gan|ordinary gan|普通gan|原始gan|标准gan",
    "GENERATOR": "generator*|生成器",
    "DISCRIMINATOR": "discriminator*|critic|判别器|鉴别器",
    "ENCODER": "encoder*|编码器",
    "DECODER": "decoder*|解码器",
    "RECURRENCE": "rnn|lstm|gru|recurrent*|recurrence|循环神经网络|循环网络",
    "TRANSFORMER": "transformer*|self-attention|attention|自注意力|注意力",
    "TRANSPOSED": "transposed conv*|transpose conv*|deconv*|fractionally*|转置卷积|反卷积",
    # what
    "NOISE": "noise*|噪声|噪音",
    "LATENT": "latent*|code|encoding*|潜在|潜空间|潜变量|隐空间|隐变量",
    "PRIOR": "prior|先验",
    "POSTERIOR": "posterior*|后验",
    "DISTRIBUTION": "distribution*|probabilistic|gaussian*|mean|variance|分布|高斯|均值|方差",
    "NORMAL": "gaussian*|normal|高斯|正态",
    "KL": "kl|kullback*|kl散度|散度|kl项",
    "DATA": "data|sample*|image*|input*|output*|数据|样本|图像|输入",
    "REAL": "real|true|genuine|真实|真",
    "FAKE": "fake*|generated|synthetic|forged|假|生成样本|虚假",
    "GRADIENT": "gradient*|derivative*|slope|梯度|导数",
    "MODES": "mode|modes|模式",
    "QUALITY": "quality|fidelity|realistic|sharp*|state-of-the-art|质量|逼真|清晰",
    # properties
    "STABLE": "stable*|stably|stability|稳定",
    "UNSTABLE": (
        "unstable|instabil*|diverg*|non-converg*|not stable|hard to train|不稳定"
        "|difficult to train|oscillat*"
    ),
    "COLLAPSE": "mode collapse|collaps*|模式崩溃|模式坍塌|模式坍缩|坍塌|崩溃",
    "SLOW": (
        "slow*|many steps|expensive|costly|time-consuming|iterative sampl*|iterative generat*"
        "|inefficien*|hundreds|thousands|慢|耗时|多步|很多步"
    ),
    "FAST": (
        "fast*|quick*|efficient*|single forward|single pass|one pass|one forward|instant*|快"
    ),
    "BLURRY": "blur*|fuzzy|washed|over-smooth*|oversmooth*|less sharp|lower quality|模糊",
    "DETERMINISTIC": (
        "deterministic*|fixed|single point|one point|single vector|point|vector|single code"
        "|确定|固定"
    ),
    "SMOOTH": (
        "smooth*|continu*|structured|regular|regulari*|organi*|interpolat*|平滑|连续|规则|正则"
    ),
    "IRREGULAR": (
        "unstructured|irregular*|discontinu*|gap|gaps|holes|scattered|disorgani*|no structure"
        "|not continuous|not smooth|not regular*|cannot be sampled|cannot generate"
        "|meaningless|不连续|不规则|无结构|没有结构"
    ),
    "OVERFITTING": "overfit*|over-fit*|memori*|fail* to generali*|not generali*|过拟合",
    "SEQUENTIAL": (
        "sequential*|step by step|one by one|one at a time|one token at a time|顺序"
        "|one step at a time|token by token|逐个|依次|按序"
    ),
    "PARALLEL": "parallel*|simultaneous*|all at once|at the same time|at once|并行|同时",
    "LONG_RANGE": (
        "long-range|long-term|long-distance|distant|far apart|far away|long sequence*"
        "|long dependenc*|long context*|long|any two|长距离|长程|长期|远距离|长序列"
    ),
    "VANISH": "vanish*|explod*|explosion|saturat*|disappear*|zero|small|消失|爆炸|为零|接近零",
    "WHOLE": (
        "bidirectional*|whole|entire|all|every|full|both directions|unmasked|双向|整个|全部"
        "|所有"
    ),
    "MASKED": "mask*|causal*|unidirectional*|掩码|因果|单向|遮蔽",
    "EARLIER": "past|previous|earlier|preceding|before|prior tokens|left|之前|前面|过去|先前",
    "LATER": "future|later|subsequent|ahead|after|following|未来|之后|后面",
    "ONLY": "only|just|alone|solely|只|仅",
    "FEW": (
        "limited|few|same|similar|identical|repetitive|repeated*|single|one mode|subset"
        "|small set|little variety|little diversity|lack* diversity|lack* variety"
        "|no diversity|low diversity|not diverse|一种|少数|单一|相同|有限|重复|缺乏多样性"
    ),
    "TOO_MUCH": (
        "too much|too large|too high|too strong|too big|too heavy|too heavily|large weight"
        "|high weight|overweight*|excessive*|dominat*|过大|太大|过高|太高|过强|太强|太多|过多"
    ),
    "TOO_LITTLE": (
        "too little|too small|too low|too weak|too light|small weight|low weight|underweight*"
        "|insufficient*|without kl|过小|太小|过低|太低|太少|过少|过弱"
    ),
    "ORDER": "order*|position*|sequential*|distance*|顺序|次序|位置|距离|序列顺序",
    "POSITIONAL": "positional*|position* embed*|position* encod*|位置编码|位置嵌入",
    "LINEAR_COST": "o(n)|linear*|n steps|线性",
    "QUADRATIC_COST": "o(n^2)|o(n2)|o(n²)|quadratic*|n^2|n²|二次|平方|两两",
    "CHEAP_MATRIX": (
        "triangular|diagonal|orthogonal|permutation|lu|plu|lower-triangular|upper-triangular"
        "|三角|对角|正交"
    ),
    # relations
    "MORE": (
        "more|larger|greater|higher|bigger|longer|stronger|exceed*|above|additional|extra"
        "|bounded below|≥|>=|大于|更大|更多|更高|更强|超过"
    ),
    "LESS": (
        "less|smaller|fewer|lower|below|at most|no more|not more|no larger|no greater"
        "|never more|not exceed|doesn't exceed|cannot exceed|never exceed*|bounded|reduc*"
        "|upper-bounded|decreas*|shrink*|save*|≤|<=|\\le|\\leq|小于|更小|更少|更低|不超过|至多|不大于|减少"
    ),
    "SAME": (
        "same|equal*|identical*|match*|coincid*|unchanged|invariant|agree*|equivalent*"
        "|as many|相同|相等|等于|一致|一样"
    ),
    "DIFFER": (
        "differ*|unequal|not the same|other than|distinct|var|vary|varies|varying|chang*"
        "|depend*|affect*|influenc*|matter*|不同|不一样|变化|取决|影响"
    ),
    "NOT": (
        "not|no|cannot|can't|never|isn't|aren't|doesn't|don't|won't|without|neither|none|nor"
        "|无法|不能|没有|不是|不会|不"
    ),
    "ALL": (
        "any|every|all|each|arbitrary|whatever|whichever|both|five|everything|always|general*"
        "|任何|任意|所有|每个|都"
    ),
    "NEEDS": (
        "need*|requir*|must|have to|has to|necessary|should|demand*|want*|essential|rely|relies"
        "|需要|必须|要求|应"
    ),
    "IGNORES": "ignor*|discard*|neglect*|disregard*|overlook*|drop*|not use|忽略|忽视",
    "COMPUTES": (
        "comput*|evaluat*|calculat*|estimat*|obtain*|know|known|access*|available|read off"
        "|calculable|计算|求出|得到|评估"
    ),
    "SUMS": "sum|sums|summing|summed|add|adds|adding|total*|marginali*|integrat*|求和|相加",
    "INVERTIBLE": (
        "invertib*|biject*|one-to-one|injective|reversib*|inverse|inverses|invert|inverted"
        "|可逆|双射|单射|逆映射"
    ),
    "TRACTABLE": (
        "tractabl*|feasib*|cheap*|easy|easily|easier|closed form|closed-form|exact*|efficient*"
        "|analytic*|simple|straightforward|容易|可以|精确|高效"
    ),
    "INTRACTABLE": (
        "intractabl*|infeasibl*|exponential*|expensive|impossible|hard|costly|unknown|too many"
        "|no closed form|prohibitiv*|not tractable|uncomputable|difficult|困难|不可|指数|无法"
    ),
    "INDEPENDENT": "independen*|conditional independence*|d-separat*|markov|独立",
    # quantities
    "CLASS": "class|classes|label*|condition*|categor*|类别|标签|条件",
    "ENERGY": "energy|energies|能量",
    "EBM": "ebm*|energy-based*|energy based|energy model*|能量模型|能量",
    "DIMENSION": "dimension*|dimensionality|shape|size|维|形状",
    "LIKELIHOOD": "likelihood*|log-likelihood*|loglikelihood*|log p|p(x)|evidence|似然",
    "ELBO": "elbo*|lower bound|variational bound|evidence bound|bound|下界",
    "PARAMETERS": "parameter*|weight*|table*|entries|参数",
    "CONDITIONALS": "conditional*|factor*|条件概率|条件分布|条件",
    "GAP": "gap|difference|slack|gap*|exceed*|tightness|looseness|差距|间隙|差",
    # what they do
    "ADDS": "add*|corrupt*|inject*|destroy*|perturb*|diffus*|加入|添加|加",
    "LEARNS": "learn*|train*|remov*|denois*|revers*|invert*|undo*|predict*|学习|去除|预测|去噪",
    "MAKES": (
        "transform*|map*|turn*|generate|generates|generating|produc*|creat*|convert*"
        "|synthesi*|take*|映射|转换|变换|产生|生成"
    ),
    "MAPS": (
        "map*|project*|encode|encodes|encoded|encoding|compress*|predict*|output*|learn*"
        "|produc*|represent*|embed*|infer*|tak*|use*|model*|映射|编码|输出|压缩|学习"
    ),
    "TELLS": (
        "distinguish*|tell*|classif*|discriminate|discriminates|discriminating|decid*"
        "|differentiat*|judg*|determin*|separat*|evaluat*|detect*|output*|predict*|区分|判断"
        "|辨别|分辨"
    ),
    "FOOLS": "fool*|trick*|deceiv*|cheat*|convinc*|欺骗|骗过",
    "COMPETES": "adversarial*|game|compet*|against|minimax|min-max|rival*|对抗|博弈|竞争",
    "SAMPLES": "sampl*|draw*|drawn|采样|抽样|抽取",
    "DECODES": "decod*|reconstruct*|解码|重建|重构",
    "ATTENDS": (
        "attend*|see*|look*|access*|depend*|condition*|base*|predict*|use*|关注|看到|依赖|利用"
    ),
    "SUFFERS": (
        "suffer*|struggl*|have|has|fail*|cannot|unable|difficult*|hard|limit*|problem*|issue*"
        "|prone|face*|must|need*|require*|process*|lose*|forget*|bottleneck*|weak*|poor*|存在"
        "|难以|无法|容易|必须|缺点|不能"
    ),
    "AVOIDS": (
        "mitigat*|avoid*|solve*|overcome*|address*|alleviat*|reduc*|eliminat*|prevent*|remov*"
        "|解决|避免|缓解|消除"
    ),
    "ENABLES": (
        "allow*|enabl*|captur*|model*|handl*|process*|attend*|can|use*|link*|connect*|reach*"
        "|relat*|access*|AVOIDS|可以|能够|捕捉"
    ),
    "STOPS": (
        "stop*|halt*|cannot|can't|not|fail*|unable|stall*|hard*|stuck|hinder*|no longer|ceas*"
        "|impair*|prevent*|无法|停止|不能|难以"
    ),
    "IMPROVES": "learn*|improv*|train*|updat*|progress*|学习|提升|更新|训练|改进",
    "REMEDY": (
        "techniqu*|prevent*|remed*|use*|using|apply*|add*|solution*|solve*|way|can|could"
        "|avoid*|mitigat*|help*|reduc*|address*|train*|lower*|by|we|such as|应|可以|使用|采用"
        "|通过|解决|缓解|加入|降低"
    ),
    "BALANCE_REMEDY": (
        "label smooth*|regulari*|early stop*|dropout|gradient penalty|spectral norm*"
        "|wasserstein|wgan*|weight clip*|learning rate|fewer|less often|less frequent*"
        "|training step|update ratio|balanc*|non-saturating|alternat*|标签平滑|正则|梯度惩罚"
        "|学习率|减少"
    ),
    "COLLAPSE_REMEDY": (
        "wgan*|wasserstein|minibatch discriminat*|mini-batch discriminat*|feature match*"
        "|unroll*|regulari*|spectral norm*|gradient penalty|divers* loss|divers* penalty"
        "|packgan|pacgan|multiple generators|label smooth*|conditional|小批量判别|特征匹配"
        "|梯度惩罚|正则"
    ),
    "ENLARGES": (
        "increas*|upsampl*|up-sampl*|enlarg*|expand*|grow*|scale*|doubl*|upscal*|larger"
        "|bigger|增大|放大|上采样|扩大|增加"
    ),
    "SHRINKS": "downsampl*|down-sampl*|shrink*|reduc*|decreas*|compress*|下采样|缩小",
    "SIZE": (
        "spatial*|resolution*|height|width|size|dimension*|feature map|image*|latent*|空间"
        "|分辨率|尺寸|特征图"
    ),
    "GRADUALLY": (
        "stack*|gradual*|progressiv*|success*|layer by layer|step by step|stage*|each layer"
        "|several|series|sequence|repeated*|堆叠|逐步|逐层|逐渐"
    ),
}
