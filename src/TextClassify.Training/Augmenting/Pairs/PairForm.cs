namespace TextClassify.Training.Augmenting.Pairs;

/// <summary>How the writings of a pair are chosen.</summary>
internal enum PairForm
{
    /// <summary>Source at random, the nearest target, then the nearest further sources: the first form of Sumner et al. (2020).</summary>
    Preprint,

    /// <summary>Sources at random, the target with the largest sum of similarities, none twice: their second form.</summary>
    Joint,

    /// <summary>Each at random.</summary>
    Random,

    /// <summary>As the first form, with the least similar in place of the nearest: the control.</summary>
    Least,

    /// <summary>One canonical writing of each.</summary>
    Canonical,
}
