"""What a review of the SimCLR paper should say, section by section."""

from checkers.prose import Rubric, rubric
from counterexam.exam import argued


@argued
def part_1() -> Rubric:
    """SimCLR learns representations of images without labels: two augmented views of an image
    are pulled together and views of others pushed apart, behind a projection head. It needs
    neither memory bank nor special architecture, and a linear classifier on it matches
    supervised ones.
    """
    return rubric("""
        25% Representations are learned from unlabelled images.
            representation*|feature*|表示 & unlabel*|without label*|self-supervised|无标签
            representation*|feature*|表示 & unsupervised|no label*
        25% Two augmented views of one image are to agree.
            augment*|transform*|view*|crop*|增强|裁剪 & agree*|same image|similar*|closer
        25% The loss is contrastive, behind a learned projection head.
            contrastive|nt-xent|infonce|对比 & loss*|objective*|损失
            projection head|nonlinear*|non-linear*|投影 & loss*|contrastive|represent*|对比
        25% Results are compared with those of earlier methods.
            imagenet|top-1|accuracy|准确率 & outperform*|improv*|match*|compar*|better
            state of the art|state-of-the-art|sota
    """)


@argued
def part_2() -> Rubric:
    """It is simple, and its ablations tell what matters: composed augmentations, a nonlinear
    head, large batches. Its results close the gap to supervised training, and the code is
    public.
    """
    return rubric("""
        30% It is simple: no memory bank, no special architecture.
            method*|framework*|approach*|simclr|方法 & simpl*|简单
            no|without|not > memory bank|special* architecture*
        40% Systematic ablations show what matters.
            ablat*|systematic*|experiment*|消融|实验 & augment*|head|batch*|component*|choice*
            extensive|thorough*|careful*|comprehensive|充分 & experiment*|ablat*|实验|消融
            insight*|finding* & augment*|composition|head
            half ablat*|systematic*|thorough*|well executed|消融
        30% The results advance the field.
            result*|performance|accuracy|method|结果 & state of the art|state-of-the-art
            result*|performance|accuracy|method|结果 & supervised|significant*|improv*|显著
            improv*|gain*|outperform*|beat*|margin & large|big|substantial*|linear|imagenet
            超过|提升 & 大幅|imagenet
            half result* > good|strong|impressive|convincing
        -60% It needs large batches, augmentations and no labels, and proves nothing.
            tiny|small > batch*
            no augmentation*|without augmentation*|augmentation at all
            uses|use|using > label*
            proof|proves > converg*|optim*
    """)


@argued
def part_3() -> Rubric:
    """It takes batches of thousands and a rack of accelerators, rests on augmentations chosen
    for natural images, explains little in theory, and its parts were known before.
    """
    return rubric("""
        35% It takes large batches and much computation.
            batch*|batches|批 & larg*|huge|memory|大
            comput*|tpu*|resource*|hardware|计算 & expensive|cost*|requir*|need*|much|昂贵|大量
        35% It depends on augmentations that were chosen by hand.
            augment*|增强 & depend*|rel*|sensitiv*|domain*|hand|manual*|specific|依赖|敏感
        30% Theory is thin, or novelty, or the range of datasets and tasks.
            theor*|理论 & lack*|limited|little|no|without|missing|缺
            novel*|新颖 & limited|minor|incremental|combin*|有限
            dataset*|domain*|task*|数据集 & only|other|more|missing|limited|只
    """)


@argued
def part_4() -> Rubric:
    """Mutual information bounds, metric learning and data augmentation meet here; natural next
    steps are fewer negatives, smaller batches, other modalities, learned augmentations.
    """
    return rubric("""
        50% It is related to something else in the subject.
            relat*|connect*|similar*|like|link*|form of & mutual information|infonce
            有关|相关|类似 & 互信息|infonce
            relat*|connect*|similar*|like|link*|类似|相关 & metric learning|triplet*|autoencod*
            relat*|connect*|similar*|like|类似|相关 & supervised|pretrain*|pre-train*|moco|byol
        50% A direction is named that one could try next.
            could|would|try|future|next|extend*|explor*|尝试|未来 & batch*|negative*|augment*
            could|would|try|future|next|extend*|explor*|尝试|未来 & text|audio|video|modalit*
            could|would|try|future|next|extend*|explor*|尝试|未来 & label*|loss*|theor*
            could|would|next|combin*|appl*|今后|可以 & domain*|momentum|medical|其他|文本|自动
            half could|would|can|next > appl*|us* > other
        -50% It neither generates nor needs labels; its loss is no ELBO.
            gan|vae|variational autoencoder* & is|special case|elbo|sample*|generat*
            special case > of a gan|of a vae|of gan*
            loss > is the elbo|is an elbo
            next > with labels
    """)
